import { z } from 'zod';
import { documentTypes } from '../domain/person/documentType';
import { dateField, idField, personNameField, phoneField, residenceField } from './fields';
import { read, write } from './operation';

export const channels = ['wechat', 'alipay', 'web'] as const;

export const account = z.object({ id: idField, roles: z.array(z.string()) });

/** A person as declared by the account's owner. Numbers go in whole and come out masked. */
export const declaredPerson = z.object({
  name: personNameField,
  documentType: z.enum(documentTypes),
  documentNumber: z.string().min(5).max(24),
  /** Needed for a passport, whose number does not say it. */
  birthDate: dateField.optional(),
  phone: phoneField.optional(),
  residence: residenceField,
  /** Saved people whose guardian this person is. */
  guardianOf: z.array(idField).max(10).optional(),
});

/** A saved person by id, or one given inline and not saved. */
export const whoComes = z.union([z.object({ id: idField }), declaredPerson]);

export const maskedPerson = z.object({
  id: idField,
  name: z.string(),
  documentType: z.enum(documentTypes),
  documentNumber: z.string(),
  phone: z.string().optional(),
  residence: residenceField,
  /** Under the age at which a guardian must come along, today. */
  needsGuardian: z.boolean(),
  /** Old enough to come along as a guardian, today. */
  mayBeGuardian: z.boolean(),
  guardianOf: z.array(idField),
});

export const identity = {
  signIn: write(
    'anyone',
    'Exchanges a platform login code for a token',
    z.object({ channel: z.enum(channels), code: z.string().min(1).max(512) }),
    z.object({ token: z.string(), expiresInSeconds: z.number().int(), account }),
  ),
  listPeople: read(
    'citizen',
    'The people whom this account books for, numbers masked',
    z.object({}),
    z.object({ people: z.array(maskedPerson) }),
  ),
  savePerson: write(
    'citizen',
    'Adds a person, or changes one when `id` is given',
    z.object({ id: idField.optional(), person: declaredPerson }),
    z.object({ person: maskedPerson }),
  ),
  removePerson: write(
    'citizen',
    'Removes a person who has no live reservation',
    z.object({ id: idField }),
    z.object({ removed: z.literal(true) }),
  ),
};

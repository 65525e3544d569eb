import { z } from 'zod';
import { documentTypes } from '../domain/person/documentType';
import {
  dateField,
  documentNumberField,
  idField,
  lineField,
  personNameField,
  phoneField,
  residenceField,
  setOf,
  totpField,
} from './fields';
import { operation } from './operation';
import { operations } from './operations';

export const channels = ['wechat', 'alipay', 'web'] as const;

export const account = z.object({ id: idField, roles: z.array(z.string()) });

/** A person as declared by the account's owner. Numbers go in whole and come out masked. */
export const declaredPerson = z.object({
  name: personNameField,
  documentType: z.enum(documentTypes),
  documentNumber: documentNumberField,
  /** Needed for a passport, whose number does not say it. */
  birthDate: dateField.optional(),
  phone: phoneField.optional(),
  residence: residenceField,
  /** Saved people whose guardian this person is. */
  guardianOf: setOf(idField, 0, 10).optional(),
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

/** What the owner may call a phone in the list of sign-ins. */
const deviceName = lineField(0, 40);

const oneTimeCode = z.string().regex(/^[2-9A-HJKMNP-Z]{8}$/);

/** A token, and the secret with which the next one is fetched without the platform. */
export const signedIn = z.object({
  token: z.string(),
  expiresInSeconds: z.number().int(),
  refreshToken: z.string(),
  signIn: idField,
  account,
});

export const signInEntry = z.object({
  id: idField,
  channel: z.enum(channels),
  device: z.string(),
  staff: z.boolean(),
  since: z.iso.datetime(),
  lastUsed: z.iso.datetime(),
  /** The one that asks. */
  current: z.boolean(),
});

export const staffRoles = ['clerk', 'lead', 'supervisor'] as const;
/** A hall, or `*` for the whole city. */
export const postField = z.string().regex(/^([a-z][a-z0-9-]{1,30}|\*)$/);

const facts = operations.identity;

export const identity = {
  signIn: operation(
    facts.signIn,
    'Exchanges a platform login code for a token',
    z.object({
      channel: z.enum(channels),
      code: z.string().min(1).max(512),
      device: deviceName.optional(),
    }),
    signedIn,
  ),
  refresh: operation(
    facts.refresh,
    'Exchanges a refresh token for the next pair; one that was exchanged before ends the sign-in',
    z.object({
      refreshToken: z
        .string()
        .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\.\d{1,9}\.[\w-]{43}$/),
    }),
    signedIn,
  ),
  listSignIns: operation(
    facts.listSignIns,
    'Where this account has signed in, newest first, and the platforms linked to it',
    z.object({}),
    z.object({ signIns: z.array(signInEntry), linked: z.array(z.enum(channels)) }),
  ),
  endSignIn: operation(
    facts.endSignIn,
    'Ends a sign-in of this account; without an id the one that asks',
    z.object({ signIn: idField.optional() }),
    z.object({ ended: z.literal(true) }),
  ),
  startLink: operation(
    facts.startLink,
    'A code that links another platform of the same person to this account',
    z.object({}),
    z.object({ code: z.string(), expiresInSeconds: z.number().int() }),
  ),
  linkAccounts: operation(
    facts.linkAccounts,
    'Joins this account to the one that showed the code, when both have saved this document',
    z.object({
      code: oneTimeCode,
      documentType: z.enum(documentTypes),
      documentNumber: documentNumberField,
      /** The person has read that visits and people are joined. */
      consent: z.literal(true),
    }),
    z.object({ linked: z.array(z.enum(channels)) }),
  ),
  unlink: operation(
    facts.unlink,
    'Takes a platform away from this account; it starts empty',
    z.object({ channel: z.enum(channels) }),
    z.object({ linked: z.array(z.enum(channels)) }),
  ),
  bindStaff: operation(
    facts.bindStaff,
    'Binds this account to the post for which a supervisor gave the code, and gives the secret of the second factor',
    z.object({ code: oneTimeCode }),
    z.object({
      role: z.enum(staffRoles),
      hall: postField,
      totp: z.object({ uri: z.string(), secret: z.string() }),
    }),
  ),
  enterDesk: operation(
    facts.enterDesk,
    'A token of the post that this account is bound to; with the second factor it may review and change capacity',
    z.object({
      totp: totpField.optional(),
      device: deviceName.optional(),
    }),
    signedIn.extend({ confirmed: z.boolean() }),
  ),
  listPeople: operation(
    facts.listPeople,
    'The people whom this account books for, numbers masked',
    z.object({}),
    z.object({ people: z.array(maskedPerson) }),
  ),
  savePerson: operation(
    facts.savePerson,
    'Adds a person, or changes one when `id` is given',
    z.object({ id: idField.optional(), person: declaredPerson }),
    z.object({ person: maskedPerson }),
  ),
  removePerson: operation(
    facts.removePerson,
    'Removes a person who has no live reservation',
    z.object({ id: idField }),
    z.object({ removed: z.literal(true) }),
  ),
};

import { z } from 'zod';
import { isLocalDate } from '../domain/calendar/localDate';
import { lanes } from '../domain/lane';
import { DOCUMENT_NUMBER_TYPED_MAX } from '../domain/person/documentType';
import { isPersonName, normalisePersonName, PERSON_NAME_MAX } from '../domain/person/personName';
import { isPhoneNumber, normalisePhoneNumber } from '../domain/person/phoneNumber';
import { residences } from '../domain/person/residence';
import { normaliseDocumentNumber } from '../domain/person/residentId';
import { services } from '../domain/service';
import { normaliseLine, normaliseText, toAsciiDigits } from '../domain/text/normaliseText';

/** Birth dates begin here, and nothing is planned beyond the end: arithmetic on days stays within four-figure years. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2099-12-31';

/** A day in hall time, `YYYY-MM-DD`, from 1900 to 2099. */
export const dateField = z
  .string()
  .refine(
    (text) => isLocalDate(text) && text >= FIRST_DAY && text <= LAST_DAY,
    'not a day from 1900 to 2099',
  );

/** A day that follows from another one, and may lie beyond the last that can be asked for. */
export const laterDateField = z.string().refine(isLocalDate, 'not a day');

/** Several different values: one that is repeated counts once. The bound is on what is sent. */
export function setOf<Item extends z.ZodType<string | number>>(item: Item, least: number, most: number) {
  return z
    .array(item)
    .min(least)
    .max(most)
    .overwrite((items) => [...new Set(items)]);
}

/** A month, `YYYY-MM`. */
export const monthField = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** A time of day in hall time, `HH:MM`. */
export const timeField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

export const serviceField = z.enum(services);
export const laneField = z.enum(lanes);
export const residenceField = z.enum(residences);

/** A hall's code, for example `xihu`; which halls exist is data of the city. */
export const hallField = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);

/** `<hall>.<lane>.<date>.<HHMM>`, for example `xihu.appointment.2026-12-01.0900`. */
export const slotField = z.string().regex(/^[a-z][a-z0-9-]{1,30}\.[a-z-]{3,12}\.\d{4}-\d{2}-\d{2}\.\d{4}$/);

/** A UUID; Apple writes them in capitals, and the case means nothing (RFC 9562). */
export const idField = z.uuid().toLowerCase();

/** GCJ-02 degrees, anywhere on earth: who is too far away to be ranked by way is answered in words. */
export const positionField = z.object({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
});

/** Where the person is, for operations that rank by way: a position, or a hall in whose district they are. */
export const originFields = {
  near: positionField.optional(),
  district: hallField.optional(),
};

/** Present when `near` is too far from the city to rank by way: distances are left out, nothing is ordered by them. */
export const tooFarField = z.literal(true).optional();

/** Chinese first, English second. */
export const bilingualField = z.object({ zh: z.string(), en: z.string() });

/** Holds when, in one of the conditions, each named question of the guide has one of the listed answers. */
export const conditionsField = z.array(z.record(z.string(), z.array(z.string()).min(1))).min(1);

/** A paper. A condition that a person cannot read would be lost on the screen, so it always has words. */
export const materialField = z
  .object({
    item: bilingualField,
    when: bilingualField.optional(),
    condition: conditionsField.optional(),
  })
  .refine(({ when, condition }) => condition === undefined || when !== undefined, {
    message: 'a condition without words',
  });

/** People who come together: one to five. */
export const partySizeField = z.number().int().min(1).max(5);

/** Text is bounded as it arrives, since normalising it costs time and compatibility forms can grow. */
const TYPED_PER_KEPT = 4;

/** What a person writes in their own words, normalised; `least` to `most` characters are kept, line breaks too. */
export function textField(least: number, most: number) {
  return z
    .string()
    .max(most * TYPED_PER_KEPT)
    .overwrite(normaliseText)
    .min(least)
    .max(most);
}

/** One line that is searched for or compared, in which full-width forms do not matter. */
export function lineField(least: number, most: number) {
  return z
    .string()
    .max(most * TYPED_PER_KEPT)
    .overwrite(normaliseLine)
    .min(least)
    .max(most);
}

/** A mobile number of the mainland, or another number with its country code. */
export const phoneField = z
  .string()
  .max(60)
  .overwrite(normalisePhoneNumber)
  .refine(isPhoneNumber, 'not a phone number');

export const personNameField = z
  .string()
  .max(PERSON_NAME_MAX * TYPED_PER_KEPT)
  .overwrite(normalisePersonName)
  .min(1)
  .refine(isPersonName, 'not a name');

export const documentNumberField = z
  .string()
  .max(DOCUMENT_NUMBER_TYPED_MAX)
  .overwrite(normaliseDocumentNumber)
  .min(5)
  .max(24);

/** Six digits of an authenticator, as typed or pasted. */
export const totpField = z
  .string()
  .max(24)
  .overwrite((text) => toAsciiDigits(normaliseLine(text)).replace(/[\s-]/g, ''))
  .regex(/^\d{6}$/);

import { z } from 'zod';
import { isLocalDate } from '../domain/calendar/localDate';
import { lanes } from '../domain/lane';
import { residences } from '../domain/person/residence';
import { services } from '../domain/service';

/** A day in hall time, `YYYY-MM-DD`. */
export const dateField = z.string().refine(isLocalDate, 'not a day');

/** A time of day in hall time, `HH:MM`. */
export const timeField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

export const serviceField = z.enum(services);
export const laneField = z.enum(lanes);
export const residenceField = z.enum(residences);

/** A hall's code, for example `xihu`; which halls exist is data of the city. */
export const hallField = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);

/** `<hall>.<lane>.<date>.<HHMM>`, for example `xihu.appointment.2026-12-01.0900`. */
export const slotField = z.string().regex(/^[a-z][a-z0-9-]{1,30}\.[a-z-]{3,12}\.\d{4}-\d{2}-\d{2}\.\d{4}$/);

export const idField = z.uuid();

/** GCJ-02 degrees, within China and its waters. */
export const positionField = z.object({
  longitude: z.number().min(73).max(136),
  latitude: z.number().min(3).max(54),
});

/** Chinese first, English second. */
export const bilingualField = z.object({ zh: z.string(), en: z.string() });

/** People who come together: one to five. */
export const partySizeField = z.number().int().min(1).max(5);

/** A mainland mobile number, or another number with its country code. */
export const phoneField = z.string().regex(/^(1[3-9]\d{9}|\+\d{6,15})$/);

export const personNameField = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{M}·.' -]+$/u);

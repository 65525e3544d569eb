import { z } from 'zod';
import { materialOccasions } from '../domain/guide/materialOccasion';
import { residences } from '../domain/person/residence';
import {
  bilingualField,
  dateField,
  hallField,
  laneField,
  positionField,
  serviceField,
  timeField,
} from './fields';
import { read } from './operation';

export const hallModes = ['dual-track', 'serve-on-arrival'] as const;

const openingHours = z.object({
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  weekdays: z.array(z.number().int().min(1).max(7)),
  from: timeField,
  to: timeField,
});

export const hall = z.object({
  hall: hallField,
  name: bilingualField,
  district: bilingualField,
  address: bilingualField,
  /** False while the address is not confirmed by an official source: the client says so. */
  addressVerified: z.boolean(),
  phone: z.string(),
  mode: z.enum(hallModes),
  hours: z.array(openingHours),
  hoursVerified: z.boolean(),
  position: positionField,
  /** How far off the position may be. Metres. */
  positionPrecisionMetres: z.number().int(),
  lanes: z.array(z.object({ lane: laneField, services: z.array(serviceField) })),
  distanceMetres: z.number().int().optional(),
  /** Today as the hall keeps it: closed on a holiday, weekend hours. */
  today: z.object({
    date: dateField,
    open: z.boolean(),
    hours: z.array(z.object({ from: timeField, to: timeField })),
  }),
});

export const serviceFacts = z.object({
  service: serviceField,
  name: bilingualField,
  shortName: bilingualField,
  /** What to pay, for example first issue 120 yuan. */
  fees: z.array(z.object({ item: bilingualField, yuan: z.number() })),
  timeLimits: z.array(
    z.object({
      residence: z.enum(residences),
      days: z.number().int(),
      unit: z.enum(['working-days', 'calendar-days']),
    }),
  ),
  materials: z.array(
    z.object({
      item: bilingualField,
      when: bilingualField.optional(),
      occasion: z.enum(materialOccasions).optional(),
    }),
  ),
  inPerson: bilingualField,
  minutesPerApplicant: z.number(),
});

export const windows = {
  city: read(
    'anyone',
    'The city as its citizens see it: halls, services and the rules of booking',
    z.object({ near: positionField.optional() }),
    z.object({
      city: z.object({ code: z.string(), name: bilingualField, hotline: z.string() }),
      today: dateField,
      halls: z.array(hall),
      services: z.array(serviceFacts),
      rules: z.object({
        horizonDays: z.number().int(),
        release: timeField,
        noonRelease: timeField,
        partyMax: z.number().int(),
        peoplePerAccount: z.number().int(),
        bookUntilMinutesBefore: z.number().int(),
        changeUntilMinutesBefore: z.number().int(),
        freeCancelDaysBefore: z.number().int(),
        guardianUnderAge: z.number().int(),
        /** When the waitlist of a day closes, the evening before it. */
        waitlistCloses: timeField,
        offerHoldMinutes: z.number().int(),
      }),
    }),
  ),
};

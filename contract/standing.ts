import { z } from 'zod';
import { dateField, hallField, idField, textField } from './fields';
import { operation } from './operation';
import { operations } from './operations';

export const appealStatuses = ['open', 'granted', 'refused'] as const;

/** A sentence or two; it is kept sealed, because people write about illness in it. */
const reasonField = textField(2, 300);

/** A visit that was missed; a late cancellation weighs less than 1. */
const missedVisit = z.object({ date: dateField, hall: hallField, weight: z.number() });

const pauseEntry = z.object({
  id: idField,
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** What led to it. */
  visits: z.array(missedVisit),
  appeal: z.enum(appealStatuses).optional(),
});

const facts = operations.standing;

/** How a person stands after missed visits, and the way to say why. */
export const standing = {
  getMine: operation(
    facts.getMine,
    'Pauses of booking that stand against people of this account, and missed visits that still count',
    z.object({}),
    z.object({
      pauses: z.array(pauseEntry),
      /** Visits booked by this account that have led to no pause yet, newest first. */
      missed: z.array(missedVisit),
      /** So much missed within so many days pauses booking for so many days. */
      rules: z.object({
        missedVisitsMax: z.number(),
        missedWithinDays: z.number().int(),
        pauseDays: z.number().int(),
      }),
    }),
  ),
  appeal: operation(
    facts.appeal,
    'Asks the hall to lift a pause; once for each',
    z.object({ pause: idField, reason: reasonField }),
    z.object({ appeal: z.object({ id: idField, status: z.enum(appealStatuses) }) }),
  ),
};

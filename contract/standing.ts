import { z } from 'zod';
import { dateField, hallField, idField } from './fields';
import { read, write } from './operation';

export const appealStatuses = ['open', 'granted', 'refused'] as const;

/** A sentence or two; it is kept sealed, because people write about illness in it. */
const reasonField = z.string().trim().min(2).max(300);

const pauseEntry = z.object({
  id: idField,
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** What led to it; a late cancellation weighs less than 1. */
  visits: z.array(z.object({ date: dateField, hall: hallField, weight: z.number() })),
  appeal: z.enum(appealStatuses).optional(),
});

/** How a person stands after missed visits, and the way to say why. */
export const standing = {
  getMine: read(
    'citizen',
    'Pauses of booking that stand against people of this account',
    z.object({}),
    z.object({ pauses: z.array(pauseEntry) }),
  ),
  appeal: write(
    'citizen',
    'Asks the hall to lift a pause; once for each',
    z.object({ pause: idField, reason: reasonField }),
    z.object({ appeal: z.object({ id: idField, status: z.enum(appealStatuses) }) }),
  ),
};

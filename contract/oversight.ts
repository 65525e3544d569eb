import { z } from 'zod';
import { idField } from './fields';
import { postField, staffRoles } from './identity';
import { read, write } from './operation';

const staffEntry = z.object({
  id: idField,
  role: z.enum(staffRoles),
  hall: postField,
  /** False until the code was used. */
  bound: z.boolean(),
  since: z.iso.datetime(),
});

/** What supervisors of a city watch over. */
export const oversight = {
  inviteStaff: write(
    'staff',
    'A code with which somebody binds their account to a post; for a known id a new code for the same post',
    z.object({ role: z.enum(staffRoles), hall: postField, staff: idField.optional() }),
    z.object({ staff: idField, code: z.string(), expiresInSeconds: z.number().int() }),
  ),
  listStaff: read('staff', 'Who works where', z.object({}), z.object({ staff: z.array(staffEntry) })),
  endStaff: write(
    'staff',
    'Ends a post; its sign-ins end with it',
    z.object({ staff: idField }),
    z.object({ ended: z.literal(true) }),
  ),
};

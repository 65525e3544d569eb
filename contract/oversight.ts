import { z } from 'zod';
import { dateField, hallField, idField, lineField } from './fields';
import { postField, staffRoles } from './identity';
import { operation } from './operation';
import { operations } from './operations';

const staffEntry = z.object({
  id: idField,
  role: z.enum(staffRoles),
  hall: postField,
  /** Left out for posts of before names were asked for. */
  name: z.string().optional(),
  number: z.string().optional(),
  /** False until the code was used. */
  bound: z.boolean(),
  since: z.iso.datetime(),
});

const facts = operations.oversight;

/** What supervisors of a city watch over. */
export const oversight = {
  inviteStaff: operation(
    facts.inviteStaff,
    'A code with which somebody binds their account to a post; for a known id a new code for the same post',
    z.object({
      role: z.enum(staffRoles),
      hall: postField,
      staff: idField.optional(),
      /** Who will hold the post; a known one keeps what it has when this is left out. */
      named: z.object({ name: lineField(1, 40), number: lineField(1, 20) }).optional(),
    }),
    z.object({ staff: idField, code: z.string(), expiresInSeconds: z.number().int() }),
  ),
  listStaff: operation(
    facts.listStaff,
    'Who works where',
    z.object({}),
    z.object({ staff: z.array(staffEntry) }),
  ),
  endStaff: operation(
    facts.endStaff,
    'Ends a post; its sign-ins end with it',
    z.object({ staff: idField }),
    z.object({ ended: z.literal(true) }),
  ),
  listAudit: operation(
    facts.listAudit,
    'The audit, newest first: of everything, of one actor, subject, hall or action, or of some days',
    z.object({
      /** The last entry of the page before. */
      before: idField.optional(),
      /** `citizen:<account>`, `staff:<account>` or `system`. */
      actor: z
        .string()
        .regex(/^[a-z]+(:[0-9a-f-]{36})?$/)
        .optional(),
      /** Kind and id, for example `reservation:<id>`. */
      subject: z
        .string()
        .regex(/^[a-z-]+:[\w.*-]{1,80}$/)
        .optional(),
      /** What was done by the staff of a hall, or to something of that hall. */
      hall: hallField.optional(),
      /** Room and operation, for example `desk.closeEarly`. */
      action: z
        .string()
        .regex(/^[a-z-]+\.[A-Za-z-]{1,40}$/)
        .optional(),
      /** First and last day, in hall time. */
      from: dateField.optional(),
      to: dateField.optional(),
      limit: z.number().int().min(1).max(100).default(50),
    }),
    z.object({
      entries: z.array(
        z.object({
          id: idField,
          at: z.iso.datetime(),
          actor: z.string(),
          /** Name and number of the member of staff who acted, where the post has them. */
          actorName: z.string().optional(),
          action: z.string(),
          subject: z.string(),
          before: z.record(z.string(), z.unknown()).nullable(),
          after: z.record(z.string(), z.unknown()).nullable(),
          /** True once the entry is part of the chain. */
          chained: z.boolean(),
        }),
      ),
      hasMore: z.boolean(),
    }),
  ),
  listDeadLetters: operation(
    facts.listDeadLetters,
    'Messages that were given up, newest first, with the code of the platform',
    z.object({}),
    z.object({
      letters: z.array(
        z.object({
          id: idField,
          kind: z.string(),
          subject: z.string(),
          at: z.iso.datetime(),
          attempts: z.number().int(),
          failure: z.string(),
        }),
      ),
    }),
  ),
  retryDeadLetter: operation(
    facts.retryDeadLetter,
    'Sends a message that was given up once more',
    z.object({ letter: idField }),
    z.object({ queued: z.literal(true) }),
  ),
  listAppeals: operation(
    facts.listAppeals,
    'Appeals against pauses that wait for a decision, oldest first',
    z.object({}),
    z.object({
      appeals: z.array(
        z.object({
          id: idField,
          reason: z.string(),
          since: z.iso.datetime(),
          pausedUntil: z.iso.datetime(),
          visits: z.number().int(),
        }),
      ),
    }),
  ),
  decideAppeal: operation(
    facts.decideAppeal,
    'Lifts a pause and forgives its visits, or lets it stand',
    z.object({ appeal: idField, decision: z.enum(['granted', 'refused']) }),
    z.object({ status: z.enum(['granted', 'refused']) }),
  ),
  listSuspicious: operation(
    facts.listSuspicious,
    'What looks like trade in appointments, strongest first; ids only',
    z.object({ days: z.number().int().min(1).max(90).default(7) }),
    z.object({
      patterns: z.array(
        z.object({
          pattern: z.enum([
            'cancels-often',
            'books-for-many',
            'many-accounts-on-device',
            'one-person-many-accounts',
          ]),
          subject: z.string(),
          count: z.number().int(),
        }),
      ),
    }),
  ),
};

import type { z } from 'zod';
import type { desk } from '../../contract/desk';
import { slotsOfSession } from '../../domain/availability/slotsOfSession';
import { fromHallTime, parseMinute } from '../../domain/calendar/hallTime';
import { accept, refuse } from '../../domain/outcome';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { once } from '../_database/once';
import { countSlotChange } from '../_database/slotVersions';
import { sql } from '../_database/sql';
import { type Answer, deny } from '../_runtime/answer';
import type { CallContext, Handler } from '../_runtime/serve';
import { giveSeats } from '../_waitlist/giveSeats';
import { showSessions } from './capacity';

type Input = z.output<typeof desk.openSession.input>;

/** A weekend or student session: those who wait are seated first, the rest is bookable at once. */
export const openSession: Handler<typeof desk.openSession> = async (dependencies, input, context) => {
  const { database, sealer } = dependencies;
  const inputDigest = sealer.blind(JSON.stringify(input));
  const opened = await database.transaction((transaction) =>
    once(transaction, { ...context, operation: 'desk.openSession', inputDigest }, () =>
      open(transaction, input, context),
    ),
  );
  if (!opened.ok) return opened;
  const day = { city: context.city, hall: input.hall, date: input.date };
  return accept({ sessions: await showSessions(database, day, input.lane) });
};

async function open(transaction: Queryable, input: Input, context: CallContext): Promise<Answer<string>> {
  const { city, now, accountId, requestId } = context;
  const { hall, lane, date, windows, seats, slotMinutes, services } = input;
  const hours = { fromMinute: parseMinute(input.from), toMinute: parseMinute(input.to), slotMinutes };
  const slots = slotsOfSession(hours);
  if (slots.length === 0 || fromHallTime(date, hours.fromMinute) <= now) {
    return deny('INVALID_INPUT', { field: 'from' });
  }
  const known = await transaction.rows(sql`
    select 1 from lane where city = ${city} and hall = ${hall} and lane = ${lane} for share`);
  if (known.length === 0) await addLane(transaction, city, input);
  const overlapping = await transaction.rows(sql`
    select 1 from session where city = ${city} and hall = ${hall} and lane = ${lane} and date = ${date}
      and from_minute < ${hours.toMinute} and to_minute > ${hours.fromMinute}`);
  if (overlapping.length > 0) return refuse('SESSION_EXISTS');

  await transaction.rows(sql`
    insert into session (city, hall, lane, date, from_minute, to_minute, windows, slot_minutes, seats_per_slot,
      services, released_at)
    values (${city}, ${hall}, ${lane}, ${date}, ${hours.fromMinute}, ${hours.toMinute}, ${windows}, ${slotMinutes},
      ${seats}, ${services}::text[], ${now})`);
  for (const { startMinute, endMinute } of slots) {
    await transaction.rows(sql`
      insert into slot (city, hall, lane, date, start_minute, end_minute, session_from_minute, starts_at,
        released_at, services, capacity)
      values (${city}, ${hall}, ${lane}, ${date}, ${startMinute}, ${endMinute}, ${hours.fromMinute},
        ${fromHallTime(date, startMinute)}, ${now}, ${services}::text[], ${seats})`);
  }
  await countSlotChange(transaction, city, [hall]);
  await audit(transaction, {
    city,
    at: now,
    actor: `staff:${accountId}`,
    action: 'desk.openSession',
    subject: `session:${hall}/${lane}/${date}/${input.from}`,
    after: { to: input.to, windows, seats, slots: slots.length },
    requestId,
  });
  for (const { startMinute } of slots) {
    await giveSeats(transaction, { hall, lane, date, startMinute }, context);
  }
  return accept(`${hall}/${lane}/${date}`);
}

/** A lane that the hall did not have before, for example for students. */
async function addLane(transaction: Queryable, city: string, input: Input): Promise<void> {
  await transaction.rows(sql`
    insert into lane (city, hall, lane, services, windows)
    values (${city}, ${input.hall}, ${input.lane}, ${input.services}::text[], ${input.windows})
    on conflict do nothing`);
}

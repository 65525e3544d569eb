import { z } from 'zod';
import type { desk } from '../../contract/desk';
import { serviceField } from '../../contract/fields';
import { announcedKindOf, servicesBeyondOvertime } from '../../domain/availability/sessionKind';
import { slotsOfSession } from '../../domain/availability/slotsOfSession';
import { fromHallTime, parseMinute } from '../../domain/calendar/hallTime';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import { calendarOf } from '../_database/calendar';
import { cityDocument } from '../_database/cityDocuments';
import type { Queryable } from '../_database/database';
import { rulesOf } from '../_database/rules';
import { countSlotChange } from '../_database/slotVersions';
import { sql } from '../_database/sql';
import { type Answer, deny } from '../_runtime/answer';
import type { Change, Write } from '../_runtime/serve';
import { giveSeats } from '../_waitlist/giveSeats';
import { showSessions } from './capacity';
import { refuseWhenClosed } from './closing';

type Input = z.output<typeof desk.openSession.input>;

const overtimeDocument = z.object({ services: z.array(serviceField) });

/**
 * A weekend or student session. Bookable at once, those who wait are seated first; with an announced release its seats
 * open to everyone at that instant, and until then only tell when.
 */
export const openSession: Write<typeof desk.openSession> = async ({ database }, input, change) => {
  const day = { city: change.city, hall: input.hall, date: input.date };
  const kept = await refuseWhenClosed(database, day, parseMinute(input.to));
  if (!kept.ok) return kept;
  const opened = await open(database, input, change);
  if (!opened.ok) return opened;
  return accept({ sessions: await showSessions(database, day, input.lane) });
};

async function open(transaction: Queryable, input: Input, change: Change): Promise<Answer<null>> {
  const { city, now } = change;
  const { hall, lane, date, windows, seats, slotMinutes, services } = input;
  const hours = { fromMinute: parseMinute(input.from), toMinute: parseMinute(input.to), slotMinutes };
  const slots = slotsOfSession(hours);
  if (slots.length === 0 || fromHallTime(date, hours.fromMinute) <= now) {
    return deny('INVALID_INPUT', { field: 'from' });
  }
  const releasedAt = input.releasedAt === undefined ? now : new Date(input.releasedAt);
  const { bookUntilMinutesBefore } = await rulesOf(transaction, city, hall);
  const bookableUntil = fromHallTime(date, hours.fromMinute - bookUntilMinutesBefore);
  if (input.releasedAt !== undefined && (releasedAt <= now || releasedAt >= bookableUntil)) {
    return deny('INVALID_INPUT', { field: 'releasedAt' });
  }
  const allowed = await decideServices(transaction, city, input);
  if (!allowed.ok) return allowed;
  const known = await transaction.rows(sql`
    select 1 from lane where city = ${city} and hall = ${hall} and lane = ${lane} for share`);
  if (known.length === 0 || lane === 'student') await addLane(transaction, city, input);
  const overlapping = await transaction.rows(sql`
    select 1 from session where city = ${city} and hall = ${hall} and lane = ${lane} and date = ${date}
      and from_minute < ${hours.toMinute} and to_minute > ${hours.fromMinute}`);
  if (overlapping.length > 0) return refuse('SESSION_EXISTS');

  await transaction.rows(sql`
    insert into session (city, hall, lane, date, from_minute, to_minute, windows, slot_minutes, seats_per_slot,
      services, released_at)
    values (${city}, ${hall}, ${lane}, ${date}, ${hours.fromMinute}, ${hours.toMinute}, ${windows}, ${slotMinutes},
      ${seats}, ${services}::text[], ${releasedAt})`);
  for (const { startMinute, endMinute } of slots) {
    await transaction.rows(sql`
      insert into slot (city, hall, lane, date, start_minute, end_minute, session_from_minute, starts_at,
        released_at, services, capacity)
      values (${city}, ${hall}, ${lane}, ${date}, ${startMinute}, ${endMinute}, ${hours.fromMinute},
        ${fromHallTime(date, startMinute)}, ${releasedAt}, ${services}::text[], ${seats})`);
  }
  await countSlotChange(transaction, city, [hall]);
  await change.audit(`session:${hall}/${lane}/${date}/${input.from}`, {
    after: { to: input.to, windows, seats, slots: slots.length, releasedAt: releasedAt.toISOString() },
  });
  for (const { startMinute } of slots) {
    await giveSeats(transaction, { hall, lane, date, startMinute }, change);
  }
  return accept(null);
}

/** Overtime takes only some services; a student session takes what the hall says. */
async function decideServices(
  transaction: Queryable,
  city: string,
  { lane, date, services }: Input,
): Promise<Outcome<null>> {
  const kind = announcedKindOf(await calendarOf(transaction), lane, date);
  const overtime = overtimeDocument.parse(await cityDocument(transaction, city, 'overtime'));
  const beyond = servicesBeyondOvertime(kind, services, overtime.services);
  return beyond.length === 0 ? accept(null) : refuse('OVERTIME_SERVICES_ONLY');
}

/** A lane that the hall did not have before, or a student lane with further services than its last session. */
async function addLane(transaction: Queryable, city: string, input: Input): Promise<void> {
  await transaction.rows(sql`
    insert into lane (city, hall, lane, services, windows)
    values (${city}, ${input.hall}, ${input.lane}, ${input.services}::text[], ${input.windows})
    on conflict (city, hall, lane) do update
      set services = array(select distinct unnest(lane.services || excluded.services) order by 1)`);
}

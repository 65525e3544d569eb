import type { SlotKey } from '../../domain/availability/slotId';
import { formatSlotId } from '../../domain/availability/slotId';
import { formatMinute, fromHallTime, type MinuteOfDay, toHallTime } from '../../domain/calendar/hallTime';
import { eachDay, type LocalDate } from '../../domain/calendar/localDate';
import { MOST_DAYS } from '../../domain/desk/daysToChange';
import type { Lane } from '../../domain/lane';
import { accept, refuse } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { countSlotChange } from '../_database/slotVersions';
import { sql } from '../_database/sql';
import { type HallDay, lockHallDay } from '../_queue/hallDay';
import { hallFactsOf, openingsOf } from '../_queue/hallHours';
import { type Answer, deny } from '../_runtime/answer';
import type { Change } from '../_runtime/serve';
import { giveSeats } from '../_waitlist/giveSeats';

/** The days of a change, from today on. Refuses days that are over, and an end before the beginning or too far behind it. */
export function daysToChange(
  { date, until = date }: { readonly date: LocalDate; readonly until?: LocalDate | undefined },
  now: Date,
): Answer<LocalDate[]> {
  if (date < toHallTime(now).date) return deny('INVALID_INPUT', { field: 'date' });
  const days = eachDay(date, until);
  return days.length === 0 || days.length > MOST_DAYS
    ? deny('INVALID_INPUT', { field: 'until' })
    : accept(days);
}

/** The hours of a hall on a day as they are without an early closing, in minutes of the day. */
export async function regularHours(database: Queryable, { city, hall, date }: HallDay) {
  const facts = (await hallFactsOf(database, city)).get(hall);
  const openings = facts === undefined ? [] : await openingsOf(database, facts, date, null);
  const midnight = fromHallTime(date, 0).getTime();
  const minuteOf = (instant: number) => (instant - midnight) / 60_000;
  return openings.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }));
}

/** When a hall closes early on a day; null when it keeps its hours. */
export async function earlyClosing(
  database: Queryable,
  { city, hall, date }: HallDay,
): Promise<MinuteOfDay | null> {
  const [row] = await database.rows<{ closes_minute: number | null }>(sql`
    select closes_minute from hall_day where city = ${city} and hall = ${hall} and date = ${date}`);
  return row?.closes_minute ?? null;
}

/** Refuses a change of seats in hours in which the hall is closed early. Locks the day, so that it stays true. */
export async function refuseWhenClosed(
  transaction: Queryable,
  day: HallDay,
  toMinute: MinuteOfDay,
): Promise<Answer<null>> {
  await lockHallDay(transaction, day);
  const closes = await earlyClosing(transaction, day);
  return closes !== null && closes < toMinute
    ? refuse('CLOSED_EARLY', { date: day.date, at: formatMinute(closes) })
    : accept(null);
}

/** When the last opening or the last session of a day ends; null on a day without any. */
async function lastMinute(database: Queryable, day: HallDay): Promise<MinuteOfDay | null> {
  const { city, hall, date } = day;
  const [row] = await database.rows<{ last: number | null }>(sql`
    select max(end_minute) as last from slot where city = ${city} and hall = ${hall} and date = ${date}`);
  const ends = (await regularHours(database, day)).map(({ to }) => to);
  const last = Math.max(row?.last ?? 0, ...ends);
  return last === 0 ? null : last;
}

/**
 * The minute at which a day ends when it shall end at `wanted`: null when that cuts nothing off. Refuses a day on which
 * the hall does not open at all.
 */
export async function decideClosing(
  database: Queryable,
  day: HallDay,
  wanted: MinuteOfDay,
): Promise<Answer<MinuteOfDay | null>> {
  const last = await lastMinute(database, day);
  if (last === null) return refuse('SLOT_CLOSED');
  return accept(wanted < last ? wanted : null);
}

/** Writes down when a day ends early; null takes an early closing back. */
export async function setClosing(
  transaction: Queryable,
  day: HallDay,
  closes: MinuteOfDay | null,
  change: Change,
): Promise<void> {
  const { city, hall, date } = day;
  await lockHallDay(transaction, day);
  const before = await earlyClosing(transaction, day);
  if (before === closes) return;
  await transaction.rows(sql`
    update hall_day set closes_minute = ${closes} where city = ${city} and hall = ${hall} and date = ${date}`);
  const told = (minute: MinuteOfDay | null) => ({ closes: minute === null ? null : formatMinute(minute) });
  await change.audit(`hall:${hall}/${date}`, { before: told(before), after: told(closes) });
}

/** Gives the slots that are no longer beyond the closing their seats again; whoever waits for one has it first. */
export async function reopenSlots(
  transaction: Queryable,
  { city, hall, date }: HallDay,
  closes: MinuteOfDay | null,
  change: Change,
): Promise<void> {
  const slots = await transaction.rows<{ lane: Lane; start_minute: number; capacity: number }>(sql`
    select lane, start_minute, capacity from slot
    where city = ${city} and hall = ${hall} and date = ${date} and seats_when_open is not null
      and end_minute <= ${closes ?? 1440}
    order by lane, start_minute for no key update`);
  for (const { lane, start_minute: startMinute, capacity } of slots) {
    const slot: SlotKey = { hall, lane, date, startMinute };
    const seats = await restoreSeats(transaction, city, slot);
    await change.audit(`slot:${formatSlotId(slot)}`, { before: { capacity }, after: { capacity: seats } });
    await giveSeats(transaction, slot, change);
  }
  if (slots.length > 0) await countSlotChange(transaction, city, [hall]);
}

/** Freed seats that wait for their own moment are held back besides those of the noon release. */
async function restoreSeats(transaction: Queryable, city: string, slot: SlotKey): Promise<number> {
  const { hall, lane, date, startMinute } = slot;
  const [row] = await transaction.rows<{ capacity: number }>(sql`
    update slot set capacity = greatest(seats_when_open, booked),
      wanted_seats = case when booked > seats_when_open then seats_when_open end,
      held_back = least(greatest(seats_when_open - booked, 0), held_back_when_open + (
        select coalesce(sum(seats), 0)::integer from cooling_seat cooling
        where cooling.city = ${city} and cooling.hall = slot.hall and cooling.lane = slot.lane
          and cooling.date = slot.date and cooling.start_minute = slot.start_minute)),
      seats_when_open = null, held_back_when_open = null
    where city = ${city} and hall = ${hall} and lane = ${lane} and date = ${date} and start_minute = ${startMinute}
    returning capacity`);
  if (row === undefined) throw new Error('A locked slot is not there.');
  return row.capacity;
}

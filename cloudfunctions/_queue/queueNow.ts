import { toHallTime } from '../../domain/calendar/hallTime';
import type { LocalDate } from '../../domain/calendar/localDate';
import { callsRemembered, type PastCall } from '../../domain/queue/callOrder';
import { type ForecastTicket, forecastCalls, type HallNow, type Opening } from '../../domain/queue/forecast';
import { paceOf } from '../../domain/queue/pace';
import type { QueueRules } from '../../domain/queue/queueRules';
import type { Queryable } from '../_database/database';
import { queueRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import type { HallDay } from './hallDay';
import { hallFactsOf, openingsOf } from './hallHours';
import { listLiveTickets, type TicketRow } from './ticketRows';
import { isWindowLeft, listOpenWindows, type WindowRow } from './windowsNow';

/** A hall's queue at one moment, and what is expected of it. */
export interface QueueNow {
  readonly date: LocalDate;
  readonly rules: QueueRules;
  readonly live: readonly TicketRow[];
  readonly hall: HallNow;
  /** When each of those who wait is expected to be called. Empty while nobody calls. */
  readonly calls: ReadonlyMap<string, number>;
  readonly windowsOpen: number;
  readonly walkInTicketsToday: number;
  /** When the hall closes today, in milliseconds; null when it does not open any more. */
  readonly closesAt: number | null;
  /** How much slower (above 1) the windows are today than expected. */
  readonly pace: number;
}

/** Reads the queue of a hall and plays it forward. Undefined for a hall that the city does not have. */
export async function readQueue(
  database: Queryable,
  city: string,
  hall: string,
  now: Date,
): Promise<QueueNow | undefined> {
  const facts = (await hallFactsOf(database, city)).get(hall);
  if (facts === undefined) return undefined;
  const { date } = toHallTime(now);
  const day = { city, hall, date };
  const [rules, live, today, recent, expected, windows] = await Promise.all([
    queueRulesOf(database, city, hall),
    listLiveTickets(database, day),
    readToday(database, day),
    listRecentCalls(database, day),
    listExpected(database, day, now),
    listOpenWindows(database, day),
  ]);
  const openings = await openingsOf(database, facts, date, today.closes_minute);
  const pace = paceOf({ minutesTaken: today.minutes_taken, minutesExpected: today.minutes_expected });
  const worked = windows.filter((window) => !isWindowLeft(window, { live, openings, now }, rules));
  const calling = isBetweenHours(openings, now) && worked.length === 0 ? facts.windows : worked.length;
  const hallNow: HallNow = {
    now: now.getTime(),
    waiting: live.filter(({ status }) => status === 'waiting').map((row) => toForecastTicket(row, pace)),
    expected: expected.map((row) => toExpected(row, pace, rules)),
    recent: recent.slice(0, callsRemembered(rules)),
    windowsFreeAt: windowsFreeAt(atWorked(live, worked), calling, pace, now),
    openings,
  };
  return {
    date,
    rules,
    live,
    hall: hallNow,
    calls: forecastCalls(hallNow, rules),
    windowsOpen: worked.length,
    walkInTicketsToday: today.walk_ins,
    closesAt: closingTime(openings, now),
    pace,
  };
}

/** When a ticket taken now is expected to be called; null while nobody calls. */
export function forecastNewTicket(
  { hall, rules, pace }: QueueNow,
  wish: { readonly expectedMinutes: number; readonly green: boolean; readonly readyAt: number },
): number | null {
  const ticket: ForecastTicket = {
    id: 'new',
    number: Number.MAX_SAFE_INTEGER,
    booked: false,
    green: wish.green,
    joinedAt: hall.now,
    startsAt: null,
    readyAt: wish.readyAt,
    passedOver: 0,
    minutes: wish.expectedMinutes * pace,
  };
  return forecastCalls({ ...hall, waiting: [...hall.waiting, ticket] }, rules).get('new') ?? null;
}

interface Today {
  readonly closes_minute: number | null;
  readonly walk_ins: number;
  readonly minutes_taken: number;
  readonly minutes_expected: number;
}

async function readToday(database: Queryable, { city, hall, date }: HallDay): Promise<Today> {
  const [row] = await database.rows<Today>(sql`
    select
      (select closes_minute from hall_day where city = ${city} and hall = ${hall} and date = ${date}) as closes_minute,
      count(*) filter (where reservation_id is null)::integer as walk_ins,
      coalesce(sum(extract(epoch from ended_at - started_at) / 60) filter (where status = 'served'), 0)::float8
        as minutes_taken,
      coalesce(sum(expected_minutes) filter (where status = 'served'), 0)::float8 as minutes_expected
    from ticket where city = ${city} and hall = ${hall} and date = ${date}`);
  if (row === undefined) throw new Error('Counting gave no row.');
  return row;
}

/** The last calls of the day over all windows, newest first. */
function listRecentCalls(database: Queryable, { city, hall, date }: HallDay): Promise<PastCall[]> {
  return database.rows<PastCall>(sql`
    select call_reason as reason, booked from ticket
    where city = ${city} and hall = ${hall} and date = ${date} and call_sequence is not null
    order by call_sequence desc limit 20`);
}

interface ExpectedRow {
  readonly id: string;
  readonly starts_at: Date;
  readonly minutes: number;
}

/** Appointments of today who have not come yet and may still keep their priority. */
function listExpected(database: Queryable, { city, hall, date }: HallDay, now: Date): Promise<ExpectedRow[]> {
  const stillOnTime = new Date(now.getTime() - 15 * 60_000);
  return database.rows<ExpectedRow>(sql`
    select reservation.id, reservation.starts_at,
      (select coalesce(sum(person.minutes), 6)::float8 from (
        select max((service_facts.facts ->> 'minutesPerApplicant')::float8) + 2 * (count(*) - 1) as minutes
        from applicant join service_facts on service_facts.service = applicant.service
        where applicant.city = ${city} and applicant.reservation_id = reservation.id
        group by applicant.position) person) as minutes
    from reservation
    where city = ${city} and hall = ${hall} and date = ${date} and status = 'booked'
      and starts_at >= ${stillOnTime}
    order by starts_at, id`);
}

/** How long before an appointment its holder is expected to check in (assumption: half of the time allowed). */
const EARLY_MINUTES = 10;

function toExpected(
  { id, starts_at, minutes }: ExpectedRow,
  pace: number,
  rules: QueueRules,
): ForecastTicket {
  const readyAt = starts_at.getTime() - EARLY_MINUTES * 60_000;
  return {
    id,
    number: Number.MAX_SAFE_INTEGER,
    booked: true,
    green: false,
    joinedAt: readyAt,
    startsAt: starts_at.getTime(),
    readyAt,
    passedOver: 0,
    // Some do not come: everyone counts for a little less.
    minutes: minutes * pace * rules.showShare,
  };
}

function toForecastTicket(row: TicketRow, pace: number): ForecastTicket {
  return { ...toQueueTicket(row), minutes: row.expected_minutes * pace };
}

/** A row as the order of calls sees it. */
export function toQueueTicket(row: TicketRow, callingWindow?: number) {
  return {
    id: row.id,
    number: row.number,
    booked: row.booked,
    green: row.green_reason !== null,
    joinedAt: row.joined_at.getTime(),
    startsAt: row.starts_at?.getTime() ?? null,
    readyAt: row.ready_at.getTime(),
    passedOver: row.passed_over,
    sentHere: row.for_window !== null && (callingWindow === undefined || row.for_window === callingWindow),
  };
}

/** Tickets at windows that somebody works at. */
function atWorked(live: readonly TicketRow[], windows: readonly WindowRow[]): TicketRow[] {
  const numbers = new Set(windows.map(({ window_number }) => window_number));
  return live.filter(({ window_number }) => window_number !== null && numbers.has(window_number));
}

function windowsFreeAt(live: readonly TicketRow[], windows: number, pace: number, now: Date): number[] {
  const busy = live
    .filter(({ status }) => status === 'called' || status === 'serving')
    .map((row) => {
      const since = row.started_at ?? now;
      const left = since.getTime() + row.expected_minutes * pace * 60_000;
      return Math.max(left, now.getTime() + 60_000);
    })
    .slice(0, windows);
  return [...busy, ...Array.from({ length: Math.max(0, windows - busy.length) }, () => now.getTime())];
}

/** Before opening and at midday windows are closed but known to open. */
function isBetweenHours(openings: readonly Opening[], now: Date): boolean {
  const instant = now.getTime();
  return (
    !openings.some(({ from, to }) => instant >= from && instant < to) &&
    openings.some(({ from }) => from > instant)
  );
}

function closingTime(openings: readonly Opening[], now: Date): number | null {
  const last = openings.at(-1);
  return last === undefined || last.to <= now.getTime() ? null : last.to;
}

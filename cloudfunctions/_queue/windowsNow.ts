import { isClerkAway, SLOW_SERVICE } from '../../domain/desk/windowPresence';
import type { Lane } from '../../domain/lane';
import type { Opening } from '../../domain/queue/forecast';
import type { QueueRules } from '../../domain/queue/queueRules';
import type { Queryable } from '../_database/database';
import { queueRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import type { HallDay } from './hallDay';
import { hallFactsOf, openingsOf } from './hallHours';
import { listLiveTickets, type TicketRow } from './ticketRows';

export interface WindowRow {
  readonly window_number: number;
  readonly lanes: Lane[];
  readonly opened_by: string;
  readonly open: boolean;
  readonly active_at: Date;
}

export function listOpenWindows(database: Queryable, { city, hall, date }: HallDay): Promise<WindowRow[]> {
  return database.rows<WindowRow>(sql`
    select window_number, lanes, opened_by, open, active_at from desk_window
    where city = ${city} and hall = ${hall} and date = ${date} and open order by window_number`);
}

interface HallMoment {
  readonly live: readonly TicketRow[];
  readonly openings: readonly Opening[];
  readonly now: Date;
}

/** Whether nobody works at an open window any more. */
export function isWindowLeft(
  window: WindowRow,
  { live, openings, now }: HallMoment,
  { absentAfterMinutes }: Pick<QueueRules, 'absentAfterMinutes'>,
): boolean {
  const instant = now.getTime();
  const opening = openings.find(({ from, to }) => instant >= from && instant < to);
  const work = live.flatMap((row) => {
    const since = workSince(row, window);
    return since === null ? [] : [{ status: row.status, since }];
  });
  const moment = { now: instant, openSince: opening?.from ?? null };
  return isClerkAway({ activeAt: window.active_at.getTime(), work }, moment, absentAfterMinutes);
}

function workSince(row: TicketRow, { window_number, lanes }: WindowRow): number | null {
  if (row.status !== 'waiting') {
    if (row.window_number !== window_number) return null;
    const usual = row.status === 'serving' ? row.expected_minutes * SLOW_SERVICE * 60_000 : 0;
    return (row.started_at ?? row.called_at ?? row.joined_at).getTime() + usual;
  }
  const callable = row.for_window === null ? lanes.includes(row.lane) : row.for_window === window_number;
  return callable ? Math.max(row.joined_at.getTime(), row.ready_at.getTime()) : null;
}

/**
 * The numbers of the open windows of today at which nobody works any more, `patience` times the bound long.
 */
export async function leftWindows(
  database: Queryable,
  day: HallDay,
  now: Date,
  patience = 1,
): Promise<Set<number>> {
  const facts = (await hallFactsOf(database, day.city)).get(day.hall);
  if (facts === undefined) return new Set();
  const [windows, live, rules, openings] = await Promise.all([
    listOpenWindows(database, day),
    listLiveTickets(database, day),
    queueRulesOf(database, day.city, day.hall),
    openingsOf(database, facts, day.date, null),
  ]);
  const absentAfterMinutes = rules.absentAfterMinutes * patience;
  const left = windows.filter((window) =>
    isWindowLeft(window, { live, openings, now }, { absentAfterMinutes }),
  );
  return new Set(left.map(({ window_number }) => window_number));
}

/** Notes that somebody works at their windows of a day. */
export async function noteActivity(
  transaction: Queryable,
  { city, hall, date }: HallDay,
  accountId: string,
  now: Date,
): Promise<void> {
  await transaction.rows(sql`
    update desk_window set active_at = ${now}
    where city = ${city} and hall = ${hall} and date = ${date} and opened_by = ${accountId} and open`);
}

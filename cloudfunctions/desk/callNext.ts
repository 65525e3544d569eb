import type { desk } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import type { Lane } from '../../domain/lane';
import { accept, refuse } from '../../domain/outcome';
import { callsRemembered, nextCall, type PastCall, passedOverBy } from '../../domain/queue/callOrder';
import type { QueueRules } from '../../domain/queue/queueRules';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import { afterMove } from '../../domain/queue/ticketStatus';
import type { Queryable } from '../_database/database';
import { queueRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { drawCall, type HallDay, lockHallDay } from '../_queue/hallDay';
import { toQueueTicket } from '../_queue/queueNow';
import type { TicketRow } from '../_queue/ticketRows';
import { noteActivity } from '../_queue/windowsNow';
import { type Answer, deny } from '../_runtime/answer';
import type { Change, Write } from '../_runtime/serve';
import { showTicketEntry } from './showEntry';
import { writeStep } from './takeStep';
import { tellCalled } from './tellOwner';
import { findWindow } from './windowRows';

/** Calls whoever is next for the lanes of a window. One transaction at a time for each hall: nobody is called twice. */
export const callNext: Write<typeof desk.callNext> = async (dependencies, input, change) => {
  const { database } = dependencies;
  const { city, now } = change;
  const day = { city, hall: input.hall, date: toHallTime(now).date };
  const rules = await queueRulesOf(database, city, input.hall);
  await lockHallDay(database, day);
  await noteActivity(database, day, change.accountId, now);
  const called = await callLocked(database, { day, window: input.window, rules }, change);
  if (!called.ok) return called;
  const waiting = await countWaiting(database, day);
  if (called.value === '') return accept({ waiting });
  const entry = await showTicketEntry(dependencies, change, called.value);
  return entry === undefined ? deny('NOT_FOUND') : accept({ entry, waiting });
};

/** The id of the ticket that was called; empty when nobody waits. */
async function callLocked(
  transaction: Queryable,
  { day, window: windowNumber, rules }: { day: HallDay; window: number; rules: QueueRules },
  change: Change,
): Promise<Answer<string>> {
  const { city, now, accountId } = change;
  const window = await findWindow(transaction, day, windowNumber);
  if (window === undefined || !window.open) return refuse('WINDOW_NOT_OPEN', { window: windowNumber });
  if (window.opened_by !== accountId) return refuse('WINDOW_TAKEN', { window: windowNumber });
  const rows = await listCallable(transaction, day, windowNumber, window.lanes);
  const busy = rows.find(({ status }) => status !== 'waiting');
  if (busy !== undefined) {
    return refuse('WINDOW_BUSY', { number: formatTicketNumber(busy.drawn_lane, busy.number) });
  }

  const lanes = lanesKey(window.lanes);
  const recent = await listRecentCalls(transaction, day, lanes, callsRemembered(rules));
  const tickets = rows.map((row) => toQueueTicket(row, windowNumber));
  const next = nextCall(tickets, recent, rules, now.getTime());
  const row = rows.find(({ id }) => id === next?.ticket.id);
  const status = row === undefined ? null : afterMove(row.status, 'call');
  if (next === null || row === undefined || status === null) return accept('');

  await countPassedOver(
    transaction,
    city,
    passedOverBy(next, tickets, now.getTime()).map(({ id }) => id),
  );
  await writeStep(
    transaction,
    row,
    {
      status,
      window_number: windowNumber,
      call_sequence: await drawCall(transaction, day),
      call_reason: next.reason,
      call_lanes: lanes,
      called_at: now,
      recalls: 0,
    },
    change,
  );
  await tellCalled(row, windowNumber, change);
  return accept(row.id);
}

/** Turns are taken within one set of lanes. */
function lanesKey(lanes: readonly Lane[]): string {
  return [...lanes].sort().join(',');
}

/** Those whom a window may call, and the one whom it has called already. */
function listCallable(
  transaction: Queryable,
  { city, hall, date }: HallDay,
  windowNumber: number,
  lanes: readonly Lane[],
): Promise<TicketRow[]> {
  return transaction.rows<TicketRow>(sql`
    select * from ticket where city = ${city} and hall = ${hall} and date = ${date} and (
      (status = 'waiting' and (for_window = ${windowNumber} or (for_window is null and lane = any(${lanes}::text[]))))
      or (status in ('called', 'serving') and window_number = ${windowNumber}))
    order by number`);
}

function listRecentCalls(
  transaction: Queryable,
  { city, hall, date }: HallDay,
  lanes: string,
  limit: number,
): Promise<PastCall[]> {
  return transaction.rows<PastCall>(sql`
    select call_reason as reason, booked from ticket
    where city = ${city} and hall = ${hall} and date = ${date} and call_lanes = ${lanes}
    order by call_sequence desc limit ${limit}`);
}

async function countPassedOver(transaction: Queryable, city: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await transaction.rows(sql`
    update ticket set passed_over = passed_over + 1 where city = ${city} and id = any(${ids}::uuid[])`);
}

async function countWaiting(database: Queryable, { city, hall, date }: HallDay): Promise<number> {
  const [row] = await database.rows<{ count: number }>(sql`
    select count(*)::integer as count from ticket
    where city = ${city} and hall = ${hall} and date = ${date} and status = 'waiting'`);
  return row?.count ?? 0;
}

import type { DeskEntry } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept, refuse } from '../../domain/outcome';
import type { QueueRules } from '../../domain/queue/queueRules';
import { liveTicketStatuses } from '../../domain/queue/ticketStatus';
import type { ReservationStatus } from '../../domain/reservation/reservationStatus';
import type { Queryable } from '../_database/database';
import { queueRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { reservationStatusOf, setReservationStatus } from '../_queue/followReservation';
import { lockHallDay } from '../_queue/hallDay';
import { completeServedVisits, reopenServedVisits } from '../_queue/servedVisits';
import { lockTicket, setPeopleLive, type TicketRow, type TicketSnapshot } from '../_queue/ticketRows';
import { noteActivity } from '../_queue/windowsNow';
import { type Answer, deny } from '../_runtime/answer';
import type { Change, Reading } from '../_runtime/serve';
import { forgiveServed } from '../_standing/forgiveServed';
import { showTicketEntry } from './showEntry';

/** What a step changes on a ticket; what it leaves out stays. */
export type TicketChange = Partial<
  Omit<TicketRow, 'id' | 'hall' | 'date' | 'number' | 'drawn_lane' | 'created_at'>
>;

export interface Step {
  readonly ticket: TicketRow;
  readonly transaction: Queryable;
  readonly rules: QueueRules;
  readonly context: Change;
}

export interface StepInput {
  readonly hall: string;
  readonly ticket: string;
}

/**
 * One step of one ticket at a window: locks the hall's day and the ticket, asks `decide` what changes, writes it with
 * its audit row, brings the appointment along, and remembers what was before so that it can be taken back.
 */
export async function takeStep(
  dependencies: Reading,
  input: StepInput,
  change: Change,
  decide: (step: Step) => Promise<Answer<TicketChange>>,
): Promise<Answer<{ entry: DeskEntry }>> {
  const { database: transaction } = dependencies;
  const { city, now } = change;
  const rules = await queueRulesOf(transaction, city, input.hall);
  const day = { city, hall: input.hall, date: toHallTime(now).date };
  await lockHallDay(transaction, day);
  await noteActivity(transaction, day, change.accountId, now);
  const ticket = await lockTicket(transaction, city, input.hall, input.ticket);
  if (ticket === undefined) return deny('NOT_FOUND', { field: 'ticket' });
  const decided = await decide({ ticket, transaction, rules, context: change });
  if (!decided.ok) return decided;
  await writeStep(transaction, ticket, decided.value, change);
  const entry = await showTicketEntry(dependencies, change, ticket.id);
  return entry === undefined ? deny('NOT_FOUND') : accept({ entry });
}

/** Writes a change of a locked ticket, what it replaced, and what follows from it. */
export async function writeStep(
  transaction: Queryable,
  before: TicketRow,
  change: TicketChange,
  { city, now, accountId, operation, audit }: Change,
): Promise<void> {
  const reservationBefore = await readReservationStatus(transaction, city, before);
  const after: TicketRow = {
    ...before,
    undo: snapshotOf(operation, before, reservationBefore),
    undo_by: accountId,
    undo_at: now,
    ...change,
  };
  await writeTicket(transaction, city, after);
  await setPeopleLive(transaction, city, after.id, liveTicketStatuses.includes(after.status));
  if (before.reservation_id !== null) {
    const status =
      change.undo === null && before.undo?.reservation_status != null
        ? (before.undo.reservation_status as ReservationStatus)
        : reservationStatusOf[after.status];
    await setReservationStatus(transaction, { city, id: before.reservation_id, status, now });
  }
  await audit(`ticket:${before.id}`, { before: factsOf(before), after: factsOf(after) });
  await followVisitsOfDay(transaction, before, after, { city, now, audit });
}

/** Visits that nobody checked in for follow the people of a ticket that is served, or no longer is. */
async function followVisitsOfDay(
  transaction: Queryable,
  before: TicketRow,
  after: TicketRow,
  { city, now, audit }: Pick<Change, 'city' | 'now' | 'audit'>,
): Promise<void> {
  if ((before.status === 'served') === (after.status === 'served')) return;
  const served = { city, ticket: after, now };
  const changed =
    after.status === 'served'
      ? await completeServedVisits(transaction, served)
      : await reopenServedVisits(transaction, served);
  for (const visit of changed) {
    await audit(`reservation:${visit.id}`, {
      before: { status: visit.before },
      after: { status: visit.after, ticket: after.id },
    });
  }
  if (after.status === 'served') {
    await forgiveServed(transaction, { city, ticket: after.id, date: after.date, now });
  }
}

/** The change that takes back the last step; refuses somebody else's step and one that is too old. */
export function decideUndo({ ticket, rules, context }: Step): Answer<TicketChange> {
  const { undo, undo_by, undo_at } = ticket;
  if (undo === null || undo_at === null || undo_by !== context.accountId) return refuse('TOO_LATE_TO_UNDO');
  if (context.now.getTime() > undo_at.getTime() + rules.undoSeconds * 1000) return refuse('TOO_LATE_TO_UNDO');
  const { action: _action, reservation_status: _status, ...before } = undo;
  return accept({
    ...before,
    joined_at: new Date(before.joined_at),
    called_at: toDate(before.called_at),
    started_at: toDate(before.started_at),
    ended_at: toDate(before.ended_at),
    undo: null,
    undo_by: null,
    undo_at: null,
  });
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function snapshotOf(action: string, row: TicketRow, reservationStatus: string | null): TicketSnapshot {
  return {
    action,
    status: row.status,
    reservation_status: reservationStatus,
    lane: row.lane,
    booked: row.booked,
    joined_at: row.joined_at.toISOString(),
    recalls: row.recalls,
    misses: row.misses,
    for_window: row.for_window,
    window_number: row.window_number,
    call_sequence: row.call_sequence,
    call_reason: row.call_reason,
    call_lanes: row.call_lanes,
    called_at: row.called_at?.toISOString() ?? null,
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}

function factsOf({ status, lane, window_number, for_window, recalls, misses }: TicketRow) {
  return { status, lane, window: window_number, forWindow: for_window, recalls, misses };
}

async function readReservationStatus(
  transaction: Queryable,
  city: string,
  { reservation_id }: TicketRow,
): Promise<string | null> {
  if (reservation_id === null) return null;
  const [row] = await transaction.rows<{ status: string }>(sql`
    select status from reservation where city = ${city} and id = ${reservation_id} for no key update`);
  return row?.status ?? null;
}

async function writeTicket(transaction: Queryable, city: string, row: TicketRow): Promise<void> {
  await transaction.rows(sql`
    update ticket set status = ${row.status}, lane = ${row.lane}, booked = ${row.booked},
      joined_at = ${row.joined_at}, passed_over = ${row.passed_over}, recalls = ${row.recalls},
      misses = ${row.misses}, for_window = ${row.for_window}, window_number = ${row.window_number},
      call_sequence = ${row.call_sequence}, call_reason = ${row.call_reason}, call_lanes = ${row.call_lanes},
      called_at = ${row.called_at}, started_at = ${row.started_at}, ended_at = ${row.ended_at},
      undo = ${row.undo === null ? null : JSON.stringify(row.undo)}::jsonb, undo_by = ${row.undo_by},
      undo_at = ${row.undo_at}
    where city = ${city} and id = ${row.id}`);
}

import type { desk } from '../../contract/desk';
import { accept, refuse } from '../../domain/outcome';
import { decideMissedCall } from '../../domain/queue/missedCall';
import { afterMove, type TicketMove } from '../../domain/queue/ticketStatus';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { TicketRow } from '../_queue/ticketRows';
import type { Answer } from '../_runtime/answer';
import type { CallContext, Write } from '../_runtime/serve';
import { acceptDocuments, forgetDocuments } from './acceptDocuments';
import { decideUndo, type TicketChange, takeStep } from './takeStep';
import { tellCalled, tellSentOn } from './tellOwner';

/** Calls the same ticket once more, at the same window. */
export const recall: Write<typeof desk.recall> = (dependencies, input, change) =>
  takeStep(dependencies, input, change, async ({ ticket }) => {
    const status = move(ticket, 'recall');
    if (!status.ok) return status;
    if (ticket.window_number !== null) await tellCalled(ticket, ticket.window_number, change);
    return accept({ status: status.value, recalls: ticket.recalls + 1 });
  });

export const start: Write<typeof desk.start> = (dependencies, input, change) =>
  takeStep(dependencies, input, change, async ({ ticket }) => {
    const status = move(ticket, 'start');
    return status.ok ? accept({ status: status.value, started_at: change.now }) : status;
  });

/** Ends serving, with the day on which each accepted document is ready. */
export const complete: Write<typeof desk.complete> = (dependencies, input, change) =>
  takeStep(dependencies, input, change, async ({ ticket, transaction }) => {
    const status = move(ticket, 'complete');
    if (!status.ok) return status;
    const taken = await acceptDocuments(transaction, ticket, input.accepted, change);
    if (!taken.ok) return taken;
    return accept({ status: status.value, ended_at: change.now });
  });

/** Nobody came: back of the queue as a walk-in, or the end of the ticket. */
export const noShow: Write<typeof desk.noShow> = (dependencies, input, change) =>
  takeStep(dependencies, input, change, async ({ ticket, rules }) => {
    if (ticket.status !== 'called') return refuse('NOT_POSSIBLE_NOW', { status: ticket.status });
    const decision = decideMissedCall(ticket, rules);
    if (!decision.ok) return decision;
    const status = move(ticket, decision.value);
    if (!status.ok) return status;
    const misses = ticket.misses + 1;
    if (decision.value === 'miss') return accept({ status: status.value, misses, ended_at: change.now });
    return accept({
      ...noLongerCalled,
      status: status.value,
      misses,
      booked: false,
      joined_at: change.now,
      passed_over: 0,
    });
  });

/** To another window, which calls them first, or to another lane, where they keep their place. */
export const transfer: Write<typeof desk.transfer> = (dependencies, input, change) =>
  takeStep(dependencies, input, change, async ({ ticket, transaction }) => {
    const status = move(ticket, 'transfer');
    if (!status.ok) return status;
    if (input.window !== undefined && !(await isOpen(transaction, ticket, input.window, change))) {
      return refuse('WINDOW_NOT_OPEN', { window: input.window });
    }
    await tellSentOn(ticket, change);
    return accept({
      ...noLongerCalled,
      status: status.value,
      for_window: input.window ?? null,
      lane: input.lane ?? ticket.lane,
    });
  });

/** Takes back one's own last step within a minute. Those who were passed over stay so: nobody is the worse for it. */
export const undo: Write<typeof desk.undo> = (dependencies, input, change) =>
  takeStep(dependencies, input, change, async (step) => {
    const back = decideUndo(step);
    if (!back.ok || step.ticket.status !== 'served') return back;
    const forgotten = await forgetDocuments(step.transaction, step.ticket, change);
    return forgotten.ok ? back : forgotten;
  });

const noLongerCalled: TicketChange = {
  for_window: null,
  window_number: null,
  call_sequence: null,
  call_reason: null,
  call_lanes: null,
  called_at: null,
  started_at: null,
  recalls: 0,
};

function move({ status }: TicketRow, wanted: TicketMove): Answer<TicketRow['status']> {
  const next = afterMove(status, wanted);
  return next === null ? refuse('NOT_POSSIBLE_NOW', { status }) : accept(next);
}

async function isOpen(
  transaction: Queryable,
  { hall, date }: TicketRow,
  window: number,
  { city }: CallContext,
): Promise<boolean> {
  const rows = await transaction.rows(sql`
    select 1 from desk_window where city = ${city} and hall = ${hall} and date = ${date}
      and window_number = ${window} and open`);
  return rows.length > 0;
}

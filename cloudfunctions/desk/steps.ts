import type { z } from 'zod';
import type { desk } from '../../contract/desk';
import { promisedDate, timeLimitOf } from '../../domain/calendar/promisedDate';
import { accept, refuse } from '../../domain/outcome';
import { decideMissedCall } from '../../domain/queue/missedCall';
import { afterMove, type TicketMove } from '../../domain/queue/ticketStatus';
import { calendarOf } from '../_database/calendar';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { listTicketPeople, type TicketRow } from '../_queue/ticketRows';
import type { Answer } from '../_runtime/answer';
import type { CallContext, Handler } from '../_runtime/serve';
import { decideUndo, type Step, type TicketChange, takeStep } from './takeStep';
import { tellCalled } from './tellCalled';

/** Calls the same ticket once more, at the same window. */
export const recall: Handler<typeof desk.recall> = (dependencies, input, context) =>
  takeStep(dependencies, 'recall', input, context, async ({ ticket, transaction }) => {
    const status = move(ticket, 'recall');
    if (!status.ok) return status;
    if (ticket.window_number !== null) await tellCalled(transaction, ticket, ticket.window_number, context);
    return accept({ status: status.value, recalls: ticket.recalls + 1 });
  });

export const start: Handler<typeof desk.start> = (dependencies, input, context) =>
  takeStep(dependencies, 'start', input, context, async ({ ticket }) => {
    const status = move(ticket, 'start');
    return status.ok ? accept({ status: status.value, started_at: context.now }) : status;
  });

/** Ends serving, with the day on which each accepted document is ready. */
export const complete: Handler<typeof desk.complete> = async (dependencies, input, context) => {
  const calendar = await calendarOf(dependencies.database);
  return takeStep(dependencies, 'complete', input, context, async ({ ticket, transaction }) => {
    const status = move(ticket, 'complete');
    if (!status.ok) return status;
    await writeAccepted(calendar, transaction, ticket, input.accepted, context);
    return accept({ status: status.value, ended_at: context.now });
  });
};

/** Nobody came: back of the queue as a walk-in, or the end of the ticket. */
export const noShow: Handler<typeof desk.noShow> = (dependencies, input, context) =>
  takeStep(dependencies, 'noShow', input, context, async ({ ticket, rules }) => {
    if (ticket.status !== 'called') return refuse('NOT_POSSIBLE_NOW', { status: ticket.status });
    const decision = decideMissedCall(ticket, rules);
    if (!decision.ok) return decision;
    const status = move(ticket, decision.value);
    if (!status.ok) return status;
    const misses = ticket.misses + 1;
    if (decision.value === 'miss') return accept({ status: status.value, misses, ended_at: context.now });
    return accept({
      ...noLongerCalled,
      status: status.value,
      misses,
      booked: false,
      joined_at: context.now,
      passed_over: 0,
    });
  });

/** To another window, which calls them first, or to another lane, where they keep their place. */
export const transfer: Handler<typeof desk.transfer> = (dependencies, input, context) =>
  takeStep(dependencies, 'transfer', input, context, async ({ ticket, transaction }) => {
    const status = move(ticket, 'transfer');
    if (!status.ok) return status;
    if (input.window !== undefined && !(await isOpen(transaction, ticket, input.window, context))) {
      return refuse('WINDOW_NOT_OPEN', { window: input.window });
    }
    return accept({
      ...noLongerCalled,
      status: status.value,
      for_window: input.window ?? null,
      lane: input.lane ?? ticket.lane,
    });
  });

/** Takes back one's own last step within a minute. Those who were passed over stay so: nobody is the worse for it. */
export const undo: Handler<typeof desk.undo> = (dependencies, input, context) =>
  takeStep(dependencies, 'undo', input, context, async (step) => {
    const change = decideUndo(step);
    if (change.ok && step.ticket.status === 'served') await forgetAccepted(step);
    return change;
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

type Accepted = z.output<typeof desk.complete.input>['accepted'];

async function writeAccepted(
  calendar: Awaited<ReturnType<typeof calendarOf>>,
  transaction: Queryable,
  ticket: TicketRow,
  accepted: Accepted,
  { city }: CallContext,
): Promise<void> {
  for (const { position, service, residence } of await listTicketPeople(transaction, city, [ticket.id])) {
    const taken =
      accepted === undefined ||
      accepted.some((each) => each.position === position && each.service === service);
    const limit = timeLimitOf({ service, residence, lane: ticket.lane });
    const promisedOn = taken ? promisedDate(calendar, ticket.date, limit).promisedOn : null;
    await transaction.rows(sql`
      update ticket_person set accepted = ${taken}, promised_on = ${promisedOn}
      where city = ${city} and ticket_id = ${ticket.id} and position = ${position} and service = ${service}`);
  }
}

async function forgetAccepted({ transaction, ticket, context }: Step): Promise<void> {
  await transaction.rows(sql`
    update ticket_person set accepted = null, promised_on = null
    where city = ${context.city} and ticket_id = ${ticket.id}`);
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

import type { z } from 'zod';
import type { desk } from '../../contract/desk';
import { promisedDate, timeLimitOf } from '../../domain/calendar/promisedDate';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import { calendarOf } from '../_database/calendar';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { listTicketPeople, type TicketPersonRow, type TicketRow } from '../_queue/ticketRows';
import { newId, newReceiptCode } from '../_runtime/ids';
import type { CallContext } from '../_runtime/serve';

type Accepted = z.output<typeof desk.complete.input>['accepted'];

/** Fixes what was accepted and by when it is ready; each accepted application becomes a document to follow. */
export async function acceptDocuments(
  transaction: Queryable,
  ticket: TicketRow,
  accepted: Accepted,
  context: CallContext,
): Promise<void> {
  const calendar = await calendarOf(transaction);
  for (const person of await listTicketPeople(transaction, context.city, [ticket.id])) {
    const { position, service, residence } = person;
    const taken =
      accepted === undefined ||
      accepted.some((each) => each.position === position && each.service === service);
    const limit = timeLimitOf({ service, residence, lane: ticket.lane });
    const promise = taken ? promisedDate(calendar, ticket.date, limit) : null;
    await transaction.rows(sql`
      update ticket_person set accepted = ${taken}, promised_on = ${promise?.promisedOn ?? null},
        promise_provisional = ${promise?.provisional ?? false}
      where city = ${context.city} and ticket_id = ${ticket.id} and position = ${position} and service = ${service}`);
    if (taken) await insertDocument(transaction, ticket, person, context);
  }
}

async function insertDocument(
  transaction: Queryable,
  { id, hall }: TicketRow,
  { position, service }: TicketPersonRow,
  { city, now }: CallContext,
): Promise<void> {
  await transaction.rows(sql`
    insert into document (city, id, ticket_id, position, service, hall, receipt, status, updated_at)
    values (${city}, ${newId()}, ${id}, ${position}, ${service}, ${hall}, ${newReceiptCode()}, 'accepted', ${now})`);
}

/** Takes an acceptance back with its documents, while none of them has moved. */
export async function forgetDocuments(
  transaction: Queryable,
  ticket: Pick<TicketRow, 'id'>,
  { city }: Pick<CallContext, 'city'>,
): Promise<Outcome<null>> {
  const moved = await transaction.rows(sql`
    select 1 from document where city = ${city} and ticket_id = ${ticket.id} and status <> 'accepted' for no key update`);
  if (moved.length > 0) return refuse('DOCUMENT_MOVED');
  await transaction.rows(sql`delete from document where city = ${city} and ticket_id = ${ticket.id}`);
  await transaction.rows(sql`
    update ticket_person set accepted = null, promised_on = null, promise_provisional = false
    where city = ${city} and ticket_id = ${ticket.id}`);
  return accept(null);
}

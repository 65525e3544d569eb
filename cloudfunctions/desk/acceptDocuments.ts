import type { z } from 'zod';
import type { desk } from '../../contract/desk';
import { promisedDate, timeLimitOf } from '../../domain/calendar/promisedDate';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import { calendarOf } from '../_database/calendar';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { listTicketPeople, type TicketPersonRow, type TicketRow } from '../_queue/ticketRows';
import { type Answer, deny } from '../_runtime/answer';
import { newId, newReceiptCode } from '../_runtime/ids';
import type { CallContext } from '../_runtime/serve';

type Accepted = z.output<typeof desk.complete.input>['accepted'];

/**
 * Fixes what was accepted and by when it is ready; each accepted application becomes a document to follow. Refuses an
 * application that the ticket does not have.
 */
export async function acceptDocuments(
  transaction: Queryable,
  ticket: TicketRow,
  accepted: Accepted,
  context: CallContext,
): Promise<Answer<null>> {
  const people = await listTicketPeople(transaction, context.city, [ticket.id]);
  const unknown = unknownApplication(people, accepted);
  if (unknown !== null) return deny('INVALID_INPUT', { field: unknown });
  for (const person of people)
    await decide(transaction, ticket, person, isAccepted(person, accepted), context);
  return accept(null);
}

/**
 * Changes what was accepted once it was fixed, and tells what was so before and is now. What is no longer accepted is
 * forgotten with its document, while that has not moved.
 */
export async function changeAcceptance(
  transaction: Queryable,
  ticket: TicketRow,
  accepted: NonNullable<Accepted>,
  context: CallContext,
): Promise<Answer<{ readonly before: string; readonly after: string }>> {
  const people = await listTicketPeople(transaction, context.city, [ticket.id]);
  const unknown = unknownApplication(people, accepted);
  if (unknown !== null) return deny('INVALID_INPUT', { field: unknown });
  for (const person of people) {
    const taken = isAccepted(person, accepted);
    if (taken === (person.accepted === true)) continue;
    if (!taken) {
      const [document] = await transaction.rows<{ status: string }>(sql`
        select status from document where city = ${context.city} and ticket_id = ${ticket.id}
          and position = ${person.position} and service = ${person.service} for no key update`);
      if (document !== undefined && document.status !== 'accepted') {
        return refuse('DOCUMENT_MOVED', { status: document.status });
      }
      await transaction.rows(sql`
        delete from document where city = ${context.city} and ticket_id = ${ticket.id}
          and position = ${person.position} and service = ${person.service}`);
    }
    await decide(transaction, ticket, person, taken, context);
  }
  const before = people.filter(({ accepted: was }) => was === true);
  return accept({ before: named(before), after: named(people.filter((each) => isAccepted(each, accepted))) });
}

type Application = Pick<TicketPersonRow, 'position' | 'service'>;

function named(applications: readonly Application[]): string {
  return applications.map(({ position, service }) => `${position + 1}:${service}`).join(',');
}

function isAccepted({ position, service }: Application, accepted: Accepted): boolean {
  return (
    accepted === undefined || accepted.some((each) => each.position === position && each.service === service)
  );
}

/** The field that names what nobody asked for; null when there is none. */
function unknownApplication(people: readonly Application[], accepted: Accepted): string | null {
  const index = (accepted ?? []).findIndex(
    ({ position, service }) => !people.some((each) => each.position === position && each.service === service),
  );
  return index < 0 ? null : `accepted.${index}`;
}

async function decide(
  transaction: Queryable,
  ticket: TicketRow,
  person: TicketPersonRow,
  taken: boolean,
  context: CallContext,
): Promise<void> {
  const { position, service, residence } = person;
  const limit = timeLimitOf({ service, residence, lane: ticket.lane });
  const promise = taken ? promisedDate(await calendarOf(transaction), ticket.date, limit) : null;
  await transaction.rows(sql`
    update ticket_person set accepted = ${taken}, promised_on = ${promise?.promisedOn ?? null},
      promise_provisional = ${promise?.provisional ?? false}
    where city = ${context.city} and ticket_id = ${ticket.id} and position = ${position} and service = ${service}`);
  if (taken) await insertDocument(transaction, ticket, person, context);
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

import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { Change } from '../_runtime/serve';

interface Announced {
  readonly ticket_id: string;
  readonly hall: string;
  readonly account_id: string | null;
}

/**
 * Tells the owners of documents that have become ready, each document once in its life and each ticket with one
 * message. Who got a ticket from staff has no phone to tell.
 */
export async function tellReady(
  transaction: Queryable,
  ids: readonly string[],
  { city, now, notify }: Change,
): Promise<void> {
  const announced = await transaction.rows<Announced>(sql`
    update document set announced_at = ${now}
    from ticket
    where document.city = ${city} and document.id = any(${ids}::uuid[]) and document.announced_at is null
      and ticket.city = ${city} and ticket.id = document.ticket_id
    returning document.ticket_id, document.hall, ticket.account_id`);
  const tickets = new Map(announced.map((each) => [each.ticket_id, each]));
  for (const { ticket_id, hall, account_id: accountId } of tickets.values()) {
    if (accountId === null) continue;
    await notify(accountId, 'document.ready', `ticket:${ticket_id}`, { hall });
  }
}

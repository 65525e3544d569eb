import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

interface WhichVisits {
  readonly city: string;
  /** Visits that started, or would have started, before this. */
  readonly before: Date;
  readonly now: Date;
  /** Of one account, or of everyone. */
  readonly accountId: string | null;
  readonly limit: number;
}

/**
 * Erases who came, keeping that somebody came: halls still count their visits, and nobody can tell whose they were.
 * Visits that are to come or under way are never touched. Gives how many visits were erased.
 */
export async function eraseVisits(
  transaction: Queryable,
  { city, before, now, accountId, limit }: WhichVisits,
): Promise<number> {
  const erased = await transaction.rows<{ id: string }>(sql`
    update reservation set contact_sealed = ''
    where city = ${city} and id in (
      select id from reservation
      where city = ${city} and starts_at < ${before} and contact_sealed <> ''
        and (${accountId}::uuid is null or account_id = ${accountId}::uuid)
        and (status in ('completed', 'cancelled', 'missed') or starts_at < ${now}::timestamptz - interval '1 day')
      order by starts_at limit ${limit} for no key update)
    returning id`);
  const ids = erased.map(({ id }) => id);
  await transaction.rows(sql`
    update applicant set sealed = '', document_blind = 'erased', live = false
    where city = ${city} and reservation_id = any(${ids}::uuid[])`);
  return ids.length;
}

/** The same for places on the waitlist that have ended: who waited goes, that somebody waited stays. */
export async function eraseWaits(
  transaction: Queryable,
  { city, before, accountId, limit }: WhichVisits,
): Promise<number> {
  const erased = await transaction.rows<{ id: string }>(sql`
    update waitlist_entry set contact_sealed = ''
    where city = ${city} and id in (
      select id from waitlist_entry
      where city = ${city} and updated_at < ${before} and contact_sealed <> ''
        and (${accountId}::uuid is null or account_id = ${accountId}::uuid)
        and status not in ('waiting', 'offered')
      limit ${limit} for no key update)
    returning id`);
  const ids = erased.map(({ id }) => id);
  await transaction.rows(sql`
    update waitlist_member set sealed = '', document_blind = 'erased', live = false
    where city = ${city} and entry_id = any(${ids}::uuid[])`);
  return ids.length;
}

/** The same for tickets of days that are over, but not while somebody still waits for a document of theirs. */
export async function eraseTickets(
  transaction: Queryable,
  { city, before, accountId, limit }: WhichVisits,
): Promise<number> {
  const erased = await transaction.rows<{ ticket_id: string }>(sql`
    update ticket_person set sealed = '', document_blind = 'erased', live = false
    where city = ${city} and ticket_id in (
      select distinct ticket.id from ticket
        join ticket_person person on person.city = ${city} and person.ticket_id = ticket.id and person.sealed <> ''
      where ticket.city = ${city} and ticket.created_at < ${before}
        and (${accountId}::uuid is null or ticket.account_id = ${accountId}::uuid)
        and ticket.status not in ('waiting', 'called', 'serving')
        and not exists (select 1 from document_entry awaited where awaited.city = ${city}
          and awaited.ticket_id = ticket.id and awaited.status <> 'collected' and awaited.promised_on >= ${before}::date)
      limit ${limit})
    returning ticket_id`);
  return new Set(erased.map(({ ticket_id }) => ticket_id)).size;
}

import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

interface WhichRequests {
  readonly city: string;
  /** Requests that were changed last before this. */
  readonly before: Date;
  /** Of one account, or of everyone. */
  readonly accountId: string | null;
  readonly limit: number;
}

/**
 * Erases of requests that have ended for whom they were and what was written, keeping that somebody asked and what the
 * hall decided. Files have a time of their own. Gives how many requests were erased.
 */
export async function eraseRequests(
  transaction: Queryable,
  { city, before, accountId, limit }: WhichRequests,
): Promise<number> {
  const erased = await transaction.rows<{ request_id: string }>(sql`
    update request_person set sealed = '', document_blind = 'erased'
    where city = ${city} and request_id in (
      select distinct request.id from request
        join request_person person on person.city = ${city} and person.request_id = request.id and person.sealed <> ''
      where request.city = ${city} and request.updated_at < ${before}
        and (${accountId}::uuid is null or request.account_id = ${accountId}::uuid)
        and request.status in ('refused', 'used', 'withdrawn', 'expired')
      limit ${limit})
    returning request_id`);
  const ids = [...new Set(erased.map(({ request_id }) => request_id))];
  await transaction.rows(sql`
    update request set statement_sealed = '', note_sealed = '', appeal_sealed = ''
    where city = ${city} and id = any(${ids}::uuid[])`);
  return ids.length;
}

/** Withdraws what an account still asks for and ends its files: their keys go now, the timer deletes the bytes. */
export async function endRequestsOf(
  transaction: Queryable,
  { city, accountId, now }: { readonly city: string; readonly accountId: string; readonly now: Date },
): Promise<void> {
  await transaction.rows(sql`
    update request set status = 'withdrawn', updated_at = ${now}
    where city = ${city} and account_id = ${accountId} and status in ('submitted', 'appealed', 'approved')`);
  await transaction.rows(sql`
    delete from evidence_part where city = ${city} and evidence_id in (
      select id from evidence where city = ${city} and account_id = ${accountId})`);
  await transaction.rows(sql`
    update evidence set status = 'ended', key_sealed = '' where city = ${city} and account_id = ${accountId}`);
}

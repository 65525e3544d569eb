import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

export type EndReason =
  | 'signed-out'
  | 'ended-by-owner'
  | 'refresh-reused'
  | 'linked'
  | 'unlinked'
  | 'staff-ended'
  | 'data-deleted';

export interface Ending {
  readonly city: string;
  readonly accountId: string;
  readonly because: EndReason;
  readonly now: Date;
  /** One of them; all of the account's when left out. */
  readonly id?: string | undefined;
  readonly kind?: 'citizen' | 'staff' | undefined;
}

/** Ends sign-ins of an account and gives how many ended. Their tokens are refused everywhere within seconds. */
export async function endSignIns(transaction: Queryable, ending: Ending): Promise<number> {
  const { city, accountId, because, now, id = null, kind = null } = ending;
  const ended = await transaction.rows(sql`
    update sign_in set ended_at = ${now}, ended_because = ${because}
    where city = ${city} and account_id = ${accountId} and ended_at is null
      and (${id}::uuid is null or id = ${id}::uuid) and (${kind}::text is null or kind = ${kind}::text)
    returning id`);
  return ended.length;
}

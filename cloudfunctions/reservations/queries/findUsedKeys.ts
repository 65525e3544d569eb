import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

/** A key with which an account books. */
export interface BookingKey {
  readonly city: string;
  readonly accountId: string;
  readonly idempotencyKey: string;
}

/** Whether each key has made a reservation already. One step into the index of keys for each. */
export async function findUsedKeys(
  database: Queryable,
  keys: readonly BookingKey[],
): Promise<readonly boolean[]> {
  const rows = await database.rows<{ used: boolean }>(sql`
    select exists (
      select 1 from reservation
      where reservation.city = asked.city and reservation.account_id = asked.account_id
        and reservation.idempotency_key = asked.idempotency_key
    ) as used
    from unnest(${keys.map(({ city }) => city)}::text[], ${keys.map(({ accountId }) => accountId)}::uuid[],
      ${keys.map(({ idempotencyKey }) => idempotencyKey)}::text[]
    ) with ordinality as asked(city, account_id, idempotency_key, place)
    order by place`);
  return rows.map(({ used }) => used);
}

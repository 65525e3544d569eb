import { gatheredRead } from '../../_database/gatherReads';
import { sql } from '../../_database/sql';

/** A key with which an account books. */
export interface BookingKey {
  readonly city: string;
  readonly accountId: string;
  readonly idempotencyKey: string;
}

/** Whether this key has made a reservation already. One step into the index of keys, many of them in one read. */
export const isKeyUsed = gatheredRead<BookingKey, boolean>(async (database, city, keys) => {
  const rows = await database.rows<{ used: boolean }>(sql`
    select exists (
      select 1 from reservation
      where reservation.city = ${city} and reservation.account_id = asked.account_id
        and reservation.idempotency_key = asked.idempotency_key
    ) as used
    from unnest(${keys.map(({ accountId }) => accountId)}::uuid[],
      ${keys.map(({ idempotencyKey }) => idempotencyKey)}::text[]
    ) with ordinality as asked(account_id, idempotency_key, place)
    order by place`);
  return rows.map(({ used }) => used);
});

import type { Queryable } from './database';
import { sql } from './sql';

/**
 * Says that slots of these halls have changed, in the transaction that changes them. Every statement that writes to
 * `slot` is followed by this or counts by itself, as the booking statement does: memories of slots live by it.
 */
export async function countSlotChange(
  transaction: Queryable,
  city: string,
  halls: readonly string[],
): Promise<void> {
  await transaction.rows(sql`
    insert into slot_version (city, hall, shard, version)
    select ${city}, hall, pg_backend_pid() % 32, 1 from (select distinct unnest(${halls}::text[]) as hall order by 1) changed
    on conflict (city, hall, shard) do update set version = slot_version.version + 1`);
}

/** How often the slots of each hall have changed; a hall whose slots never changed is not in it. */
export async function readSlotVersions(
  database: Queryable,
  city: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.rows<{ hall: string; version: number }>(sql`
    select hall, sum(version)::bigint as version from slot_version where city = ${city} group by hall`);
  return new Map(rows.map(({ hall, version }) => [hall, version]));
}

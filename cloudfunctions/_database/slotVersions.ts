import type { Queryable } from './database';
import { sql } from './sql';

/** How often the slots of a hall have changed, and how often by more than their free seats. */
export interface SlotVersion {
  readonly version: number;
  readonly shape: number;
}

/**
 * Says that slots of these halls have changed, in the transaction that changes them. Every statement that writes to
 * `slot` is followed by this, or by `countSeatChange`, or counts by itself as the booking statement does: memories of
 * slots live by it.
 */
export function countSlotChange(transaction: Queryable, city: string, halls: readonly string[]) {
  return count(transaction, city, halls, 1);
}

/** The same for a change of nothing but free seats, which is cheaper to look at. */
export function countSeatChange(transaction: Queryable, city: string, hall: string) {
  return count(transaction, city, [hall], 0);
}

async function count(
  transaction: Queryable,
  city: string,
  halls: readonly string[],
  shape: 0 | 1,
): Promise<void> {
  await transaction.rows(sql`
    insert into slot_version (city, hall, shard, version, shape)
    select ${city}, hall, pg_backend_pid() % 32, 1, ${shape}::bigint
    from (select distinct unnest(${halls}::text[]) as hall order by 1) changed
    on conflict (city, hall, shard) do update
      set version = slot_version.version + 1, shape = slot_version.shape + excluded.shape`);
}

/** By hall; a hall whose slots never changed is not in it. */
export async function readSlotVersions(
  database: Queryable,
  city: string,
): Promise<ReadonlyMap<string, SlotVersion>> {
  const rows = await database.rows<SlotVersion & { hall: string }>(sql`
    select hall, sum(version)::bigint as version, sum(shape)::bigint as shape
    from slot_version where city = ${city} group by hall`);
  return new Map(rows.map(({ hall, version, shape }) => [hall, { version, shape }]));
}

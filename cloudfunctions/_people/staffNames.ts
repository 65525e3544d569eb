import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { Sealer } from '../_runtime/sealing';
import { staffContext } from './contexts';

/** Who holds a post, as given with the invitation. Two of one name differ by their staff number. */
export interface StaffName {
  readonly name: string;
  readonly number: string;
}

export function sealStaffName(sealer: Sealer, staffId: string, { name, number }: StaffName): string {
  return sealer.seal(JSON.stringify({ name, number }), staffContext(staffId));
}

export function openStaffName(sealer: Sealer, staffId: string, sealed: string): StaffName {
  return JSON.parse(sealer.open(sealed, staffContext(staffId))) as StaffName;
}

/** Names by account, of the latest post that each account was bound to; an account without one is left out. */
export async function staffNamesOf(
  database: Queryable,
  sealer: Sealer,
  city: string,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (accounts.length === 0) return new Map();
  const rows = await database.rows<{ account_id: string; id: string; named_sealed: string }>(sql`
    select distinct on (account_id) account_id, id, named_sealed from staff_member
    where city = ${city} and account_id = any(${accounts}::uuid[]) and named_sealed is not null
    order by account_id, bound_at desc nulls last, id`);
  return new Map(
    rows.map(({ account_id, id, named_sealed }) => {
      const { name, number } = openStaffName(sealer, id, named_sealed);
      return [account_id, `${name} ${number}`];
    }),
  );
}

import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { PlatformIdentity } from '../_runtime/caller';

/** The other platforms that see this account. */
export async function linkedChannels(
  database: Queryable,
  city: string,
  accountId: string,
): Promise<PlatformIdentity['channel'][]> {
  const rows = await database.rows<{ channel: PlatformIdentity['channel'] }>(sql`
    select distinct channel from account where city = ${city} and principal_id = ${accountId} order by channel`);
  return rows.map(({ channel }) => channel);
}

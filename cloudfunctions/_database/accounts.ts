import type { PlatformIdentity } from '../_runtime/caller';
import { newId } from '../_runtime/ids';
import type { Queryable } from './database';
import { sql } from './sql';

/** The account that a platform identity sees in a city, made at its first sign-in: its own, or the one it is linked to. */
export async function accountOf(
  database: Queryable,
  city: string,
  { channel, subject }: PlatformIdentity,
  now: Date,
): Promise<string> {
  const known = await findAccount(database, city, channel, subject);
  if (known !== undefined) return known;
  await database.rows(sql`
    insert into account (city, id, channel, subject, created_at)
    values (${city}, ${newId()}, ${channel}, ${subject}, ${now})
    on conflict on constraint one_account_per_subject do nothing`);
  const made = await findAccount(database, city, channel, subject);
  if (made === undefined) throw new Error('An account vanished while it was made.');
  return made;
}

async function findAccount(database: Queryable, city: string, channel: string, subject: string) {
  const [row] = await database.rows<{ id: string }>(sql`
    select coalesce(principal_id, id) as id from account where city = ${city} and channel = ${channel} and subject = ${subject}`);
  return row?.id;
}

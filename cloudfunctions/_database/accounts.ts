import type { PlatformIdentity } from '../_runtime/caller';
import { newId } from '../_runtime/ids';
import type { Queryable } from './database';
import { sql } from './sql';

export interface KnownAccount {
  /** The account that the identity sees: its own, or the one that it is linked to. */
  readonly id: string;
  /** The identity's own, linked or not. */
  readonly own: string;
}

/** The account that a platform identity sees in a city, made at its first sign-in. */
export async function accountOf(
  database: Queryable,
  city: string,
  identity: PlatformIdentity,
  now: Date,
): Promise<string> {
  return (await knownAccountOf(database, city, identity, now)).id;
}

/** The same, with the account that is the identity's own. */
export async function knownAccountOf(
  database: Queryable,
  city: string,
  { channel, subject }: PlatformIdentity,
  now: Date,
): Promise<KnownAccount> {
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

async function findAccount(
  database: Queryable,
  city: string,
  channel: string,
  subject: string,
): Promise<KnownAccount | undefined> {
  const [row] = await database.rows<KnownAccount>(sql`
    select coalesce(principal_id, id) as id, id as own from account
    where city = ${city} and channel = ${channel} and subject = ${subject}`);
  return row;
}

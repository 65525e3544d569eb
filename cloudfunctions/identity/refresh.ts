import { timingSafeEqual } from 'node:crypto';
import type { identity } from '../../contract/identity';
import { accept, type Refused, refuse } from '../../domain/outcome';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { sql } from '../_database/sql';
import { type EndReason, endSignIns } from '../_people/endSignIns';
import { lasting } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { LOST_ANSWER_SECONDS, lockSignIn, renewSignIn, type SignInRow } from './signIns';

/**
 * Exchanges a refresh token. One that was exchanged before was stolen, from us or from the thief: whoever comes
 * second, the sign-in ends for both.
 */
export const refresh: Write<typeof identity.refresh, IdentityDependencies> = async (
  dependencies,
  { refreshToken },
  { city, now, requestId, afterCommit },
) => {
  const { database, sealer } = dependencies;
  const [id = '', secret = ''] = refreshToken.split('.');
  const digest = sealer.blind(secret);
  const row = await lockSignIn(database, city, id);
  if (row === undefined || row.expires_at <= now) return sayWhy(database, city, { id, digest });
  if (isCurrent(row, digest, now))
    return accept(await renewSignIn(dependencies, database, { city, row, now }));
  if (!isSame(row.previous_digest, digest)) return sayWhy(database, city, { id, digest });
  await endSignIns(database, { city, accountId: row.account_id, id, because: 'refresh-reused', now });
  await audit(database, {
    city,
    at: now,
    actor: 'system',
    action: 'identity.endSignIn',
    subject: `sign-in:${id}`,
    after: { because: 'refresh-reused' },
    requestId,
  });
  afterCommit(forgetEndedSignIns);
  return lasting(await sayWhy(database, city, { id, digest }));
};

/** Told to whoever holds the last refresh token of a sign-in, and to nobody else. */
async function sayWhy(
  database: Queryable,
  city: string,
  { id, digest }: { readonly id: string; readonly digest: string },
): Promise<Refused> {
  const [row] = await database.rows<{ refresh_digest: string; ended_because: EndReason }>(sql`
    select refresh_digest, ended_because from sign_in
    where city = ${city} and id = ${id} and ended_at is not null`);
  const told = row !== undefined && isSame(row.refresh_digest, digest);
  return refuse('SIGN_IN_ENDED', told ? { because: row.ended_because } : {});
}

function isCurrent(row: SignInRow, digest: string, now: Date): boolean {
  const lost = now.getTime() - row.used_at.getTime() <= LOST_ANSWER_SECONDS * 1000;
  return isSame(row.refresh_digest, digest) || (lost && isSame(row.previous_digest, digest));
}

function isSame(kept: string | null, given: string): boolean {
  return (
    kept !== null && kept.length === given.length && timingSafeEqual(Buffer.from(kept), Buffer.from(given))
  );
}

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
import { type RefreshToken, readRefreshToken } from './refreshToken';
import { LOST_ANSWER_SECONDS, lockSignIn, renewSignIn } from './signIns';

/**
 * Exchanges a refresh token. Calls that cross get the same pair. One that was exchanged longer ago was stolen, from us or
 * from the thief: whoever comes later, the sign-in ends for both.
 */
export const refresh: Write<typeof identity.refresh, IdentityDependencies> = async (
  dependencies,
  { refreshToken },
  { city, now, requestId, afterCommit },
) => {
  const { database, sealer } = dependencies;
  const token = readRefreshToken(sealer, refreshToken);
  if (token === undefined) return refuse('SIGN_IN_ENDED');
  const { signIn: id, exchange } = token;
  const row = await lockSignIn(database, city, id);
  if (row === undefined || row.expires_at <= now) return sayWhy(database, city, token);
  const age = row.exchanges - exchange;
  const crossed = age === 1 && now.getTime() - row.used_at.getTime() <= LOST_ANSWER_SECONDS * 1000;
  if (age === 0 || crossed) {
    return accept(await renewSignIn(dependencies, database, { city, row, now, again: crossed }));
  }
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
  return lasting(await sayWhy(database, city, token));
};

/** Told to whoever holds the last refresh token of a sign-in, and to nobody else. */
async function sayWhy(
  database: Queryable,
  city: string,
  { signIn, exchange }: RefreshToken,
): Promise<Refused> {
  const [row] = await database.rows<{ exchanges: number; ended_because: EndReason }>(sql`
    select exchanges, ended_because from sign_in
    where city = ${city} and id = ${signIn} and ended_at is not null`);
  return refuse('SIGN_IN_ENDED', row?.exchanges === exchange ? { because: row.ended_because } : {});
}

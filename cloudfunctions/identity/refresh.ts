import { timingSafeEqual } from 'node:crypto';
import type { identity } from '../../contract/identity';
import { accept, refuse } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { endSignIns } from '../_people/endSignIns';
import type { Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { LOST_ANSWER_SECONDS, lockSignIn, renewSignIn, type SignInRow } from './signIns';

/**
 * Exchanges a refresh token. One that was exchanged before was stolen, from us or from the thief: whoever comes
 * second, the sign-in ends for both.
 */
export const refresh: Handler<typeof identity.refresh, IdentityDependencies> = async (
  dependencies,
  { refreshToken },
  { city, now, requestId },
) => {
  const { database, sealer } = dependencies;
  const [id = '', secret = ''] = refreshToken.split('.');
  const renewed = await database.transaction(async (transaction) => {
    const row = await lockSignIn(transaction, city, id);
    if (row === undefined || row.expires_at <= now) return null;
    const digest = sealer.blind(secret);
    if (isCurrent(row, digest, now)) return renewSignIn(dependencies, transaction, { city, row, now });
    if (!isSame(row.previous_digest, digest)) return null;
    await endSignIns(transaction, { city, accountId: row.account_id, id, because: 'refresh-reused', now });
    await audit(transaction, {
      city,
      at: now,
      actor: 'system',
      action: 'identity.endSignIn',
      subject: `sign-in:${id}`,
      after: { because: 'refresh-reused' },
      requestId,
    });
    return null;
  });
  if (renewed !== null) return accept(renewed);
  forgetEndedSignIns(database);
  return refuse('SIGN_IN_ENDED');
};

function isCurrent(row: SignInRow, digest: string, now: Date): boolean {
  const lost = now.getTime() - row.used_at.getTime() <= LOST_ANSWER_SECONDS * 1000;
  return isSame(row.refresh_digest, digest) || (lost && isSame(row.previous_digest, digest));
}

function isSame(kept: string | null, given: string): boolean {
  return (
    kept !== null && kept.length === given.length && timingSafeEqual(Buffer.from(kept), Buffer.from(given))
  );
}

import type { identity } from '../../contract/identity';
import { accept, refuse } from '../../domain/outcome';
import { toBase32 } from '../../domain/trust/timeCode';
import { audit } from '../_database/audit';
import { sql } from '../_database/sql';
import { totpContext } from '../_people/contexts';
import { redeemCode } from '../_people/oneTimeCodes';
import type { Answer } from '../_runtime/answer';
import type { StaffScope } from '../_runtime/caller';
import type { Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { newTotpSecret, totpUri } from './secondFactor';

interface Post {
  readonly id: string;
  readonly role: StaffScope['role'];
  readonly hall: string;
}

/** Binds the asking account to a post. The secret of the second factor is shown now and never again. */
export const bindStaff: Handler<typeof identity.bindStaff, IdentityDependencies> = async (
  { database, sealer },
  { code },
  { city, accountId, now, requestId },
) => {
  const secret = newTotpSecret();
  const bound = await database.transaction(async (transaction): Promise<Answer<Post>> => {
    const staffId = await redeemCode(transaction, sealer, { city, purpose: 'staff', code, now });
    if (staffId === null) return refuse('CODE_NOT_GOOD');
    const sealed = sealer.seal(secret.toString('base64'), totpContext(staffId));
    const [post] = await transaction.rows<Post>(sql`
      update staff_member set account_id = ${accountId}, totp_sealed = ${sealed}, totp_step = 0, bound_at = ${now}
      where city = ${city} and id = ${staffId} and ended_at is null returning id, role, hall`);
    if (post === undefined) return refuse('CODE_NOT_GOOD');
    await audit(transaction, {
      city,
      at: now,
      actor: `citizen:${accountId}`,
      action: 'identity.bindStaff',
      subject: `staff:${staffId}`,
      after: { role: post.role, hall: post.hall, account: accountId },
      requestId,
    });
    return accept(post);
  });
  if (!bound.ok) return bound;
  const { role, hall } = bound.value;
  return accept({ role, hall, totp: { uri: totpUri(secret, `${role}:${hall}`), secret: toBase32(secret) } });
};

import type { identity } from '../../contract/identity';
import { accept, refuse } from '../../domain/outcome';
import { toBase32 } from '../../domain/trust/timeCode';
import { sql } from '../_database/sql';
import { totpContext } from '../_people/contexts';
import { redeemCode } from '../_people/oneTimeCodes';
import type { StaffScope } from '../_runtime/caller';
import type { Write } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { newTotpSecret, totpUri } from './secondFactor';

interface Post {
  readonly id: string;
  readonly role: StaffScope['role'];
  readonly hall: string;
}

/** Binds the asking account to a post. The secret of the second factor is told now, and again only to a retry. */
export const bindStaff: Write<typeof identity.bindStaff, IdentityDependencies> = async (
  { database, sealer },
  { code },
  { city, accountId, now, audit },
) => {
  const secret = newTotpSecret();
  const staffId = await redeemCode(database, sealer, { city, purpose: 'staff', code, now });
  if (staffId === null) return refuse('CODE_NOT_GOOD');
  const sealed = sealer.seal(secret.toString('base64'), totpContext(staffId));
  const [post] = await database.rows<Post>(sql`
      update staff_member set account_id = ${accountId}, totp_sealed = ${sealed}, totp_step = 0, bound_at = ${now}
      where city = ${city} and id = ${staffId} and ended_at is null returning id, role, hall`);
  if (post === undefined) return refuse('CODE_NOT_GOOD');
  const { role, hall } = post;
  await audit(`staff:${staffId}`, { after: { role, hall, account: accountId } });
  return accept({ role, hall, totp: { uri: totpUri(secret, `${role}:${hall}`), secret: toBase32(secret) } });
};

import type { identity } from '../../contract/identity';
import { accept, refuse } from '../../domain/outcome';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { totpContext } from '../_people/contexts';
import { deny } from '../_runtime/answer';
import type { StaffScope } from '../_runtime/caller';
import type { Sealer } from '../_runtime/sealing';
import type { Write } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { acceptedStep } from './secondFactor';
import { openSignIn } from './signIns';

interface PostRow {
  readonly id: string;
  readonly role: StaffScope['role'];
  readonly hall: string;
  readonly totp_sealed: string;
  readonly totp_step: number;
  readonly channel: 'wechat' | 'alipay' | 'web';
}

/** A staff token for the post that this account is bound to; a code of the second factor works once. */
export const enterDesk: Write<typeof identity.enterDesk, IdentityDependencies> = async (
  dependencies,
  { totp, device = '' },
  { city, accountId, now, requestId },
) => {
  const { database, sealer } = dependencies;
  const post = await lockPost(database, city, accountId);
  if (post === undefined) return deny('NOT_ALLOWED');
  const step = totp === undefined ? undefined : stepOf(sealer, post, totp, now);
  if (step === null) return refuse('CODE_NOT_GOOD');
  if (step !== undefined) {
    await database.rows(sql`
        update staff_member set totp_step = ${step} where city = ${city} and id = ${post.id}`);
  }
  const confirmed = step !== undefined;
  const { role, hall, channel } = post;
  const staff = { role, hall, confirmed };
  const entered = await openSignIn(dependencies, database, {
    city,
    accountId,
    channel,
    device,
    staff,
    now,
  });
  await audit(database, {
    city,
    at: now,
    actor: `staff:${accountId}`,
    action: 'identity.enterDesk',
    subject: `staff:${post.id}`,
    after: { confirmed },
    requestId,
  });
  return accept({ ...entered, confirmed });
};

async function lockPost(
  transaction: Queryable,
  city: string,
  accountId: string,
): Promise<PostRow | undefined> {
  const [post] = await transaction.rows<PostRow>(sql`
    select staff_member.id, role, hall, totp_sealed, totp_step, account.channel from staff_member
    join account on account.city = ${city} and account.id = staff_member.account_id
    where staff_member.city = ${city} and staff_member.account_id = ${accountId} and staff_member.ended_at is null
    for no key update of staff_member`);
  return post;
}

function stepOf(
  sealer: Sealer,
  { id, totp_sealed, totp_step }: PostRow,
  code: string,
  now: Date,
): number | null {
  const secret = Buffer.from(sealer.open(totp_sealed, totpContext(id)), 'base64');
  return acceptedStep(secret, code, now, totp_step);
}

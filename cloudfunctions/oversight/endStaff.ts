import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { sql } from '../_database/sql';
import { endSignIns } from '../_people/endSignIns';
import { type Answer, deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import { refuseOthers } from './supervisor';

/** Ends a post at once: its sign-ins end in the same transaction. */
export const endStaff: Handler<typeof oversight.endStaff> = async (
  { database },
  { staff },
  { city, accountId, caller, now, requestId },
) => {
  const refused = refuseOthers(caller);
  if (refused !== null) return refused;
  const ended = await database.transaction(async (transaction): Promise<Answer<null>> => {
    const [post] = await transaction.rows<{ account_id: string | null }>(sql`
      update staff_member set ended_at = ${now}, totp_sealed = null
      where city = ${city} and id = ${staff} and ended_at is null returning account_id`);
    if (post === undefined) return deny('NOT_FOUND');
    if (post.account_id !== null) {
      const because = 'staff-ended' as const;
      await endSignIns(transaction, { city, accountId: post.account_id, kind: 'staff', because, now });
    }
    await audit(transaction, {
      city,
      at: now,
      actor: `staff:${accountId}`,
      action: 'oversight.endStaff',
      subject: `staff:${staff}`,
      requestId,
    });
    return accept(null);
  });
  if (!ended.ok) return ended;
  forgetEndedSignIns(database);
  return accept({ ended: true as const });
};

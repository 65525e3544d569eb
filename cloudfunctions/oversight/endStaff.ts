import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { sql } from '../_database/sql';
import { endSignIns } from '../_people/endSignIns';
import { deny } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';

/** Ends a post at once: its sign-ins end in the same transaction. */
export const endStaff: Write<typeof oversight.endStaff> = async (
  { database },
  { staff },
  { city, now, audit, afterCommit },
) => {
  const [post] = await database.rows<{ account_id: string | null }>(sql`
      update staff_member set ended_at = ${now}, totp_sealed = null
      where city = ${city} and id = ${staff} and ended_at is null returning account_id`);
  if (post === undefined) return deny('NOT_FOUND');
  if (post.account_id !== null) {
    const because = 'staff-ended' as const;
    await endSignIns(database, { city, accountId: post.account_id, kind: 'staff', because, now });
  }
  await audit(`staff:${staff}`);
  afterCommit(forgetEndedSignIns);
  return accept({ ended: true as const });
};

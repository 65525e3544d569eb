import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { sql } from '../_database/sql';
import { endSignIns } from '../_people/endSignIns';
import { type Answer, deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { linkedChannels } from './linkedChannels';

/** Takes a platform away again. Visits and people stay here; everyone signs in anew. */
export const unlink: Handler<typeof identity.unlink, IdentityDependencies> = async (
  { database },
  { channel },
  { city, accountId, now, requestId },
) => {
  const unlinked = await database.transaction(async (transaction): Promise<Answer<null>> => {
    const parted = await transaction.rows(sql`
      update account set principal_id = null
      where city = ${city} and principal_id = ${accountId} and channel = ${channel} returning id`);
    if (parted.length === 0) return deny('NOT_FOUND');
    // The tokens of the platform that leaves are of this account, and nothing tells them apart.
    await endSignIns(transaction, { city, accountId, because: 'unlinked', now });
    await audit(transaction, {
      city,
      at: now,
      actor: `citizen:${accountId}`,
      action: 'identity.unlink',
      subject: `account:${accountId}`,
      after: { channel },
      requestId,
    });
    return accept(null);
  });
  if (!unlinked.ok) return unlinked;
  forgetEndedSignIns(database);
  return accept({ linked: await linkedChannels(database, city, accountId) });
};

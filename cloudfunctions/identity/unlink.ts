import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { sql } from '../_database/sql';
import { endSignIns } from '../_people/endSignIns';
import { deny } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { linkedChannels } from './linkedChannels';

/** Takes a platform away again. Visits and people stay here; everyone signs in anew. */
export const unlink: Write<typeof identity.unlink, IdentityDependencies> = async (
  { database },
  { channel },
  { city, accountId, now, audit, afterCommit },
) => {
  const parted = await database.rows(sql`
      update account set principal_id = null
      where city = ${city} and principal_id = ${accountId} and channel = ${channel} returning id`);
  if (parted.length === 0) return deny('NOT_FOUND');
  // The tokens of the platform that leaves are of this account, and nothing tells them apart.
  await endSignIns(database, { city, accountId, because: 'unlinked', now });
  await audit(`account:${accountId}`, { after: { channel } });
  afterCommit(forgetEndedSignIns);
  return accept({ linked: await linkedChannels(database, city, accountId) });
};

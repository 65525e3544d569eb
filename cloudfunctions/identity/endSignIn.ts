import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { endSignIns } from '../_people/endSignIns';
import { deny } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';

/** Ends one sign-in of the asking account. Ending what has ended changes nothing; somebody else's is unknown. */
export const endSignIn: Write<typeof identity.endSignIn, IdentityDependencies> = async (
  { database },
  { signIn },
  { city, accountId, now, caller, audit, afterCommit },
) => {
  const current = 'signInId' in caller ? caller.signInId : undefined;
  const id = signIn ?? current;
  if (id === undefined) return deny('NOT_FOUND');
  const because = id === current ? 'signed-out' : 'ended-by-owner';
  const count = await endSignIns(database, { city, accountId, id, because, now });
  if (count === 0) return deny('NOT_FOUND');
  await audit(`sign-in:${id}`, { after: { because } });
  afterCommit(forgetEndedSignIns);
  return accept({ ended: true as const });
};

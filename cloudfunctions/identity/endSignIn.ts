import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { endSignIns } from '../_people/endSignIns';
import { type Answer, deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';

/** Ends one sign-in of the asking account. Ending what has ended changes nothing; somebody else's is unknown. */
export const endSignIn: Handler<typeof identity.endSignIn, IdentityDependencies> = async (
  { database },
  { signIn },
  { city, accountId, now, caller, requestId },
) => {
  const current = 'signInId' in caller ? caller.signInId : undefined;
  const id = signIn ?? current;
  if (id === undefined) return deny('NOT_FOUND');
  const because = id === current ? 'signed-out' : 'ended-by-owner';
  const ended = await database.transaction(async (transaction): Promise<Answer<null>> => {
    const count = await endSignIns(transaction, { city, accountId, id, because, now });
    if (count === 0) return deny('NOT_FOUND');
    await audit(transaction, {
      city,
      at: now,
      actor: `${caller.kind}:${accountId}`,
      action: 'identity.endSignIn',
      subject: `sign-in:${id}`,
      after: { because },
      requestId,
    });
    return accept(null);
  });
  if (!ended.ok) return ended;
  forgetEndedSignIns(database);
  return accept({ ended: true as const });
};

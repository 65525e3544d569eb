import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { issueCode } from '../_people/oneTimeCodes';
import type { Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';

/** Long enough to open the other app, short enough not to be found on a desk. Seconds. */
const LINK_SECONDS = 300;

export const startLink: Handler<typeof identity.startLink, IdentityDependencies> = async (
  { database, sealer },
  _input,
  { city, accountId, now, requestId },
) => {
  const code = await database.transaction(async (transaction) => {
    await audit(transaction, {
      city,
      at: now,
      actor: `citizen:${accountId}`,
      action: 'identity.startLink',
      subject: `account:${accountId}`,
      requestId,
    });
    return issueCode(transaction, sealer, {
      city,
      purpose: 'link',
      subject: accountId,
      lifetimeSeconds: LINK_SECONDS,
      now,
    });
  });
  return accept({ code, expiresInSeconds: LINK_SECONDS });
};

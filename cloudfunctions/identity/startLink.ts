import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { issueCode } from '../_people/oneTimeCodes';
import type { Write } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';

/** Long enough to open the other app, short enough not to be found on a desk. Seconds. */
const LINK_SECONDS = 300;

export const startLink: Write<typeof identity.startLink, IdentityDependencies> = async (
  { database, sealer },
  _input,
  { city, accountId, now, audit },
) => {
  await audit(`account:${accountId}`);
  const code = await issueCode(database, sealer, {
    city,
    purpose: 'link',
    subject: accountId,
    lifetimeSeconds: LINK_SECONDS,
    now,
  });
  return accept({ code, expiresInSeconds: LINK_SECONDS });
};

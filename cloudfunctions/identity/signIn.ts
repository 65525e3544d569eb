import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { accountOf } from '../_database/accounts';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import type { Login } from './loginPort';

/** What the platform itself says of the caller counts before any code that the caller sends. */
export const signIn: Handler<typeof identity.signIn, IdentityDependencies> = async (
  { database, tokens, login },
  { channel, code },
  { city, now, platformIdentity },
) => {
  const signedIn: Login | null = platformIdentity ?? (await login(channel, code));
  if (signedIn === null) return deny('NOT_ALLOWED');
  const { staff } = signedIn;
  const id = await accountOf(database, city, signedIn, now);
  const { token, expiresInSeconds } = await tokens.issue(id, city, staff);
  const roles = staff === undefined ? ['citizen'] : [`${staff.role}:${staff.hall}`];
  return accept({ token, expiresInSeconds, account: { id, roles } });
};

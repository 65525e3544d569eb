import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { accountOf } from '../_database/accounts';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import type { Login } from './loginPort';
import { openSignIn } from './signIns';

/** What the platform itself says of the caller counts before any code that the caller sends. */
export const signIn: Handler<typeof identity.signIn, IdentityDependencies> = async (
  dependencies,
  { channel, code, device = '' },
  { city, now, platformIdentity, device: deviceBlind },
) => {
  const { database, login } = dependencies;
  const known: Login | null = platformIdentity ?? (await login(channel, code));
  if (known === null) return deny('NOT_ALLOWED');
  const accountId = await accountOf(database, city, known, now);
  const { channel: provedBy, staff } = known;
  const signing = { city, accountId, channel: provedBy, device, deviceBlind, staff, now };
  return accept(await openSignIn(dependencies, database, signing));
};

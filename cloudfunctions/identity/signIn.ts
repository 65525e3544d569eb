import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { accountOf } from '../_database/accounts';
import { deny } from '../_runtime/answer';
import type { PreparedWrite } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import type { Login } from './loginPort';
import { openSignIn } from './signIns';

/** What the platform itself says of the caller counts before any code that the caller sends. */
export const signIn: PreparedWrite<typeof identity.signIn, IdentityDependencies> = {
  async prepare({ login }, { channel, code, device = '' }, { platformIdentity, device: deviceBlind }) {
    const known: Login | null = platformIdentity ?? (await login(channel, code));
    if (known === null) return deny('NOT_ALLOWED');
    return accept(async (dependencies, { city, now }) => {
      const accountId = await accountOf(dependencies.database, city, known, now);
      const { channel: provedBy, staff } = known;
      const signing = { city, accountId, channel: provedBy, device, deviceBlind, staff, now };
      return accept(await openSignIn(dependencies, dependencies.database, signing));
    });
  },
};

import { identity } from '../../contract/identity';
import { type ServedRoom, serve } from '../_runtime/serve';
import { bindStaff } from './bindStaff';
import type { IdentityDependencies } from './dependencies';
import { endSignIn } from './endSignIn';
import { enterDesk } from './enterDesk';
import { linkAccounts } from './linkAccounts';
import { listPeople } from './listPeople';
import { listSignIns } from './listSignIns';
import { refresh } from './refresh';
import { removePerson } from './removePerson';
import { savePerson } from './savePerson';
import { signIn } from './signIn';
import { startLink } from './startLink';
import { unlink } from './unlink';

/** Sign-in, and the people whom an account books for. */
export function createIdentityRoom(dependencies: IdentityDependencies): ServedRoom {
  return serve(
    'identity',
    identity,
    {
      signIn,
      refresh,
      listSignIns,
      endSignIn,
      startLink,
      linkAccounts,
      unlink,
      bindStaff,
      enterDesk,
      listPeople,
      savePerson,
      removePerson,
    },
    dependencies,
  );
}

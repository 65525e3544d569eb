import { identity } from '../../contract/identity';
import { type ServedRoom, serve } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { listPeople } from './listPeople';
import { removePerson } from './removePerson';
import { savePerson } from './savePerson';
import { signIn } from './signIn';

/** Sign-in, and the people whom an account books for. */
export function createIdentityRoom(dependencies: IdentityDependencies): ServedRoom {
  return serve('identity', identity, { signIn, listPeople, savePerson, removePerson }, dependencies);
}

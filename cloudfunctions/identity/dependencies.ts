import type { Dependencies } from '../_runtime/dependencies';
import type { LoginPort } from './loginPort';

export interface IdentityDependencies extends Dependencies {
  /** Turns a platform's login code into who it is; one for each way to sign in. */
  readonly login: LoginPort;
}

import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createIdentityRoom } from './createIdentityRoom';
import { platformLogin } from './loginPort';

export const main = eventDoor(() => {
  const dependencies = liveDependencies();
  return createIdentityRoom({ ...dependencies, login: platformLogin(dependencies.platforms ?? {}) });
}, processEnvironment);

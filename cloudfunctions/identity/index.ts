import { openPlatforms } from '../_platforms/openPlatforms';
import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment, readServiceEnv } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createIdentityRoom } from './createIdentityRoom';
import { platformLogin } from './loginPort';

export const main = eventDoor(() => {
  const dependencies = liveDependencies();
  const platforms = openPlatforms(readServiceEnv(), dependencies.clock);
  return createIdentityRoom({ ...dependencies, login: platformLogin(platforms) });
}, processEnvironment);

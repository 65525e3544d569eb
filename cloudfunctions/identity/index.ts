import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createIdentityRoom } from './createIdentityRoom';
import { noLogin } from './loginPort';

export const main = eventDoor(
  () => createIdentityRoom({ ...liveDependencies(), login: noLogin }),
  processEnvironment,
);

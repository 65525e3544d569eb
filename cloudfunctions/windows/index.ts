import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createWindowsRoom } from './createWindowsRoom';
import { straightLineRouting } from './routing';
import { noWaitEstimate } from './waitEstimate';

export const main = eventDoor(
  () =>
    createWindowsRoom({
      ...liveDependencies(),
      routing: straightLineRouting,
      waitEstimate: noWaitEstimate,
    }),
  processEnvironment,
);

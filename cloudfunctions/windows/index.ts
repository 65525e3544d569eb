import { queueWaits } from '../_queue/hallQueues';
import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createWindowsRoom } from './createWindowsRoom';
import { straightLineRouting } from './routing';

export const main = eventDoor(() => {
  const dependencies = liveDependencies();
  const waitEstimate = queueWaits(dependencies.database);
  return createWindowsRoom({ ...dependencies, routing: straightLineRouting, waitEstimate });
}, processEnvironment);

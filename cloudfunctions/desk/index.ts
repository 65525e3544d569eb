import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createDeskRoom } from './createDeskRoom';

export const main = eventDoor(() => createDeskRoom(liveDependencies()), processEnvironment);

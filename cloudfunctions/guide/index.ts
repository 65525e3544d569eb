import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createGuideRoom } from './createGuideRoom';

export const main = eventDoor(() => createGuideRoom(liveDependencies()), processEnvironment);

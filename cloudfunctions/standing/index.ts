import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createStandingRoom } from './createStandingRoom';

export const main = eventDoor(() => createStandingRoom(liveDependencies()), processEnvironment);

import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createWindowsRoom } from './createWindowsRoom';

export const main = eventDoor(() => createWindowsRoom(liveDependencies()), processEnvironment);

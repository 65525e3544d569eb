import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createOversightRoom } from './createOversightRoom';

export const main = eventDoor(() => createOversightRoom(liveDependencies()), processEnvironment);

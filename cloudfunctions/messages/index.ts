import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createMessagesRoom } from './createMessagesRoom';

export const main = eventDoor(() => createMessagesRoom(liveDependencies()), processEnvironment);

import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createTicketsRoom } from './createTicketsRoom';

export const main = eventDoor(() => createTicketsRoom(liveDependencies()), processEnvironment);

import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createRequestsRoom } from './createRequestsRoom';

export const main = eventDoor(() => createRequestsRoom(liveDependencies()), processEnvironment);

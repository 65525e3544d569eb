import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createDocumentsRoom } from './createDocumentsRoom';

export const main = eventDoor(() => createDocumentsRoom(liveDependencies()), processEnvironment);

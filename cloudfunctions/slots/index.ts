import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createSlotsRoom } from './createSlotsRoom';

export const main = eventDoor(() => createSlotsRoom(liveDependencies()), processEnvironment);

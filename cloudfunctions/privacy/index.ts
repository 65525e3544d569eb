import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createPrivacyRoom } from './createPrivacyRoom';

export const main = eventDoor(() => createPrivacyRoom(liveDependencies()), processEnvironment);

import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createReservationsRoom } from './createReservationsRoom';
import { seatAlone } from './seatAlone';

export const main = eventDoor(() => {
  const dependencies = liveDependencies();
  return createReservationsRoom({ ...dependencies, seat: seatAlone(dependencies.database) });
}, processEnvironment);

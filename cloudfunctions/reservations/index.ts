import { tableAvailability } from '../_availability/availability';
import { offerInstead } from '../_availability/freeInstead';
import { eventDoor } from '../_runtime/doors/eventDoor';
import { processEnvironment } from '../_runtime/env';
import { liveDependencies } from '../_runtime/liveDependencies';
import { createReservationsRoom } from './createReservationsRoom';
import { seatAlone } from './seatAlone';

export const main = eventDoor(() => {
  const dependencies = liveDependencies();
  const { database } = dependencies;
  const freeInstead = offerInstead({ database, availability: tableAvailability(database) });
  return createReservationsRoom({ ...dependencies, seat: seatAlone(database), freeInstead });
}, processEnvironment);

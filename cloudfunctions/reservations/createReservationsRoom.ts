import { reservations } from '../../contract/reservations';
import { type ServedRoom, serve } from '../_runtime/serve';
import { cancel } from './cancel';
import type { ReservationDependencies } from './dependencies';
import { get } from './get';
import { listMine } from './listMine';
import { make } from './make';
import { reschedule } from './reschedule';

/** The life of a reservation as its citizen sees it. */
export function createReservationsRoom(dependencies: ReservationDependencies): ServedRoom {
  return serve('reservations', reservations, { make, reschedule, cancel, get, listMine }, dependencies);
}

import { reservations } from '../../contract/reservations';
import { type ServedRoom, serve } from '../_runtime/serve';
import { acceptMove, declineMove } from './answerMove';
import { cancel } from './cancel';
import type { ReservationDependencies } from './dependencies';
import { get } from './get';
import { listMine } from './listMine';
import { make } from './make';
import { reschedule } from './reschedule';
import { acceptOffer } from './waitlist/acceptOffer';
import { declineOffer } from './waitlist/declineOffer';
import { joinWaitlist } from './waitlist/joinWaitlist';
import { leaveWaitlist } from './waitlist/leaveWaitlist';
import { myWaitlist } from './waitlist/myWaitlist';

const waitlist = { joinWaitlist, acceptOffer, declineOffer, leaveWaitlist, myWaitlist };

/** The life of a reservation as its citizen sees it, and the wait for one. */
export function createReservationsRoom(dependencies: ReservationDependencies): ServedRoom {
  const handlers = { make, reschedule, cancel, acceptMove, declineMove, get, listMine, ...waitlist };
  return serve('reservations', reservations, handlers, dependencies);
}

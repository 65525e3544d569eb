import type { reservations } from '../../contract/reservations';
import { formatSlotId } from '../../domain/availability/slotId';
import { accept } from '../../domain/outcome';
import { cancellingIsLate } from '../../domain/reservation/availableActions';
import { decideCancellation } from '../../domain/reservation/decideChange';
import type { Queryable } from '../_database/database';
import { rulesOf } from '../_database/rules';
import { giveRequestBack } from '../_requests/useRequest';
import { type Answer, deny } from '../_runtime/answer';
import type { Change, Write } from '../_runtime/serve';
import { waitBeforeRebooking } from '../_standing/waitBeforeRebooking';
import { freeSeats } from '../_waitlist/giveSeats';
import type { ReservationDependencies } from './dependencies';
import { markCancelled } from './queries/changeReservation';
import { lockReservation } from './queries/lockReservation';
import { showReservation } from './showReservation';

/** Cancels and frees exactly the seats that were taken. Cancelling what is cancelled already changes nothing. */
export const cancel: Write<typeof reservations.cancel, ReservationDependencies> = async (
  dependencies,
  { reservation: id },
  change,
) => {
  const cancelled = await cancelLocked(dependencies.database, id, change);
  if (!cancelled.ok) return cancelled;
  const reservation = await showReservation(dependencies, change, id);
  return reservation === null ? deny('NOT_FOUND') : accept({ reservation });
};

async function cancelLocked(transaction: Queryable, id: string, change: Change): Promise<Answer<null>> {
  const { city, accountId, now } = change;
  const locked = await lockReservation(transaction, city, accountId, id);
  if (locked === undefined) return deny('NOT_FOUND');
  if (locked === 'moved') return deny('TRY_AGAIN', { retryAfterSeconds: 1 });
  const { reservation } = locked;
  if (reservation.status === 'cancelled') return accept(null);

  const rules = await rulesOf(transaction, city, reservation.slot.hall);
  const facts = { status: reservation.status, startsAt: reservation.startsAt, now };
  const decision = decideCancellation(facts, rules);
  if (!decision.ok) return decision;

  const late = cancellingIsLate(facts, rules);
  await markCancelled(transaction, city, id, { late, now });
  await change.audit(`reservation:${id}`, {
    before: { status: reservation.status, slot: formatSlotId(reservation.slot), seats: reservation.seats },
    after: { status: 'cancelled', late },
  });
  await giveRequestBack(transaction, id, change);
  await waitBeforeRebooking(transaction, reservation.slot, change);
  await freeSeats(transaction, reservation.slot, reservation.seats, change);
  return accept(null);
}

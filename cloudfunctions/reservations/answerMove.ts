import type { reservations } from '../../contract/reservations';
import { formatSlotId } from '../../domain/availability/slotId';
import { accept, refuse } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { addToBooked } from '../_database/slots';
import { endOffer, findOffer, lastAnswer, type MoveOffer, startOfOffer } from '../_moves/moveOffers';
import { type Answer, deny } from '../_runtime/answer';
import type { Change, Reading, Write } from '../_runtime/serve';
import { freeSeats } from '../_waitlist/giveSeats';
import type { ReservationDependencies } from './dependencies';
import { moveReservation } from './queries/changeReservation';
import { type LockedReservation, lockReservation } from './queries/lockReservation';
import { showReservation } from './showReservation';

/** Moves a visit to the seat that is held for it. Accepting what was accepted already changes nothing. */
export const acceptMove: Write<typeof reservations.acceptMove, ReservationDependencies> = (
  dependencies,
  { reservation },
  change,
) => answerMove(dependencies, reservation, change, 'accepted');

/** Keeps the visit where it is and gives the held seat to whoever waits for it. */
export const declineMove: Write<typeof reservations.declineMove, ReservationDependencies> = (
  dependencies,
  { reservation },
  change,
) => answerMove(dependencies, reservation, change, 'declined');

type MoveAnswer = 'accepted' | 'declined';

async function answerMove(
  dependencies: Reading<ReservationDependencies>,
  id: string,
  change: Change,
  answer: MoveAnswer,
) {
  const answered = await answerLocked(dependencies.database, id, change, answer);
  if (!answered.ok) return answered;
  const reservation = await showReservation(dependencies, change, id);
  return reservation === null ? deny('NOT_FOUND') : accept({ reservation });
}

async function answerLocked(
  transaction: Queryable,
  id: string,
  change: Change,
  answer: MoveAnswer,
): Promise<Answer<null>> {
  const { city, accountId, now } = change;
  const offer = await findOffer(transaction, city, id);
  const locked = await lockReservation(transaction, city, accountId, id, offer?.slot);
  if (locked === undefined) return deny('NOT_FOUND');
  if (locked === 'moved') return deny('TRY_AGAIN', { retryAfterSeconds: 1 });
  const { reservation } = locked;
  if (offer === undefined) return wasAnswered(transaction, city, id, answer);
  if (offer.expiresAt <= now || reservation.status !== 'booked') return refuse('OFFER_OVER');
  if (!(await endOffer(transaction, city, offer.id, answer))) return refuse('OFFER_OVER');
  await moveOrKeep(transaction, reservation, offer, change, answer);
  return accept(null);
}

/** True for the second tap of the same answer. */
async function wasAnswered(
  transaction: Queryable,
  city: string,
  id: string,
  answer: MoveAnswer,
): Promise<Answer<null>> {
  return (await lastAnswer(transaction, city, id)) === answer ? accept(null) : refuse('OFFER_OVER');
}

async function moveOrKeep(
  transaction: Queryable,
  reservation: LockedReservation,
  offer: MoveOffer,
  change: Change,
  answer: MoveAnswer,
): Promise<void> {
  const { city, now } = change;
  const { id, slot, seats } = reservation;
  if (answer === 'accepted') {
    const startsAt = await startOfOffer(transaction, city, offer);
    if (startsAt === undefined) throw new Error('A held seat has no slot.');
    // The seats at the new slot are held already; those at the old one go with the cut.
    await addToBooked(transaction, city, slot, -seats);
    await moveReservation(transaction, city, id, { slot: offer.slot, startsAt, now });
  } else {
    await freeSeats(transaction, offer.slot, offer.seats, change);
  }
  await change.audit(`reservation:${id}`, {
    before: { slot: formatSlotId(slot) },
    after: { slot: formatSlotId(answer === 'accepted' ? offer.slot : slot) },
  });
}

import type { waitlist } from '../../../contract/waitlist';
import { formatSlotId } from '../../../domain/availability/slotId';
import { accept, refuse } from '../../../domain/outcome';
import type { Queryable } from '../../_database/database';
import { addToBooked } from '../../_database/slots';
import { type Answer, lasting } from '../../_runtime/answer';
import type { CallContext, Write } from '../../_runtime/serve';
import { bookEntry } from '../../_waitlist/changeEntry';
import { giveSeats } from '../../_waitlist/giveSeats';
import type { ReservationDependencies } from '../dependencies';
import { findReservation } from '../queries/findReservations';
import { lockOwnEntry, offerToAnswer } from './lockOwnEntry';
import { answerWithEntry } from './showEntry';

/** Books the seats that are held for the caller. Accepting the same offer again gives the same answer. */
export const acceptOffer: Write<typeof waitlist.acceptOffer, ReservationDependencies> = async (
  dependencies,
  { entry: id, slot },
  change,
) => {
  const booked = await acceptLocked(dependencies.database, id, slot, change);
  if (!booked.ok) return booked;
  return booked.value ? answerWithEntry(dependencies, change, id) : lasting(refuse('ALREADY_BOOKED'));
};

/** False when someone of the party was booked otherwise: the place ends, and the seats go to the next. */
async function acceptLocked(
  transaction: Queryable,
  id: string,
  slotId: string,
  context: CallContext,
): Promise<Answer<boolean>> {
  const { city, accountId, now } = context;
  const locked = await lockOwnEntry(transaction, context, id);
  if (!locked.ok) return locked;
  const entry = locked.value;
  if (entry.status === 'booked') return acceptAgain(transaction, id, slotId, context);
  const offer = offerToAnswer(entry, slotId, now);
  if (!offer.ok) return offer;

  const { slot } = offer.value;
  await addToBooked(transaction, city, slot, -entry.seats);
  const booked = await bookEntry(transaction, entry, slot, { ...context, actor: `citizen:${accountId}` });
  if (!booked) await giveSeats(transaction, slot, context);
  return accept(booked);
}

/** The reservation has the place's id; it may have moved to another slot since. */
async function acceptAgain(
  transaction: Queryable,
  id: string,
  slotId: string,
  { city, accountId }: CallContext,
): Promise<Answer<boolean>> {
  const reservation = await findReservation(transaction, city, accountId, id);
  if (reservation === undefined) return refuse('NO_OFFER');
  const { hall, lane, date, start_minute: startMinute } = reservation;
  return formatSlotId({ hall, lane, date, startMinute }) === slotId ? accept(true) : refuse('NO_OFFER');
}

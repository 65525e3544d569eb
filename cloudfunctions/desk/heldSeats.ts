import type { SlotKey } from '../../domain/availability/slotId';
import type { BookedParty } from '../../domain/desk/chooseAffected';
import type { Queryable } from '../_database/database';
import { addToBooked } from '../_database/slots';
import { sql } from '../_database/sql';
import { endOffer } from '../_moves/moveOffers';
import type { Change } from '../_runtime/serve';
import { declineSeats } from '../_waitlist/changeEntry';
import { lockEntry } from '../_waitlist/queries/lockEntries';

/** Seats of a slot that are held for somebody who has not booked it: offered to a visit, or to a place on the waitlist. */
export interface HeldParty extends BookedParty {
  readonly held: 'move' | 'waitlist';
  /** The visit that was offered the seats. */
  readonly reservation: string | null;
}

/** Whoever holds seats of a slot without having booked it. */
export function listHeld(transaction: Queryable, city: string, slot: SlotKey): Promise<HeldParty[]> {
  return transaction.rows<HeldParty>(sql`
    select id, seats, created_at as "bookedAt", 'move' as held, reservation_id as reservation from move_offer
    where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane} and date = ${slot.date}
      and start_minute = ${slot.startMinute} and status = 'open'
    union all
    select id, seats, updated_at, 'waitlist', null from waitlist_entry
    where city = ${city} and lane = ${slot.lane} and offered_hall = ${slot.hall} and offered_date = ${slot.date}
      and offered_minute = ${slot.startMinute} and status = 'offered'`);
}

/**
 * Takes held seats back from a slot that loses them, which the caller has locked: nobody can accept them afterwards. A
 * place on the waitlist goes back to where it was; a visit is the caller's to offer another seat.
 */
export async function withdrawHeld(
  transaction: Queryable,
  slot: SlotKey,
  party: HeldParty,
  change: Change,
): Promise<void> {
  const { city, now, requestId, accountId } = change;
  if (party.held === 'move') {
    if (!(await endOffer(transaction, city, party.id, 'withdrawn'))) return;
    await addToBooked(transaction, city, slot, -party.seats);
    await change.audit(`reservation:${party.reservation}`, { after: { offer: 'withdrawn' } });
    return;
  }
  const entry = await lockEntry(transaction, city, party.id);
  if (entry === undefined || entry === 'moved' || entry.status !== 'offered') return;
  await addToBooked(transaction, city, slot, -party.seats);
  await declineSeats(transaction, entry, slot, { city, now, requestId, actor: `staff:${accountId}` });
}

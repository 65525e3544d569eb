import type { SlotKey } from '../../domain/availability/slotId';
import { openSeats } from '../../domain/booking/decideSeat';
import type { Service } from '../../domain/service';
import type { Queryable } from './database';
import { countSeatChange } from './slotVersions';
import { sql } from './sql';

/** A slot that nobody else can change before the transaction ends. */
export interface SlotSeats {
  readonly services: readonly Service[];
  readonly releasedAt: Date;
  /** Seats that anyone may have. */
  readonly open: number;
}

/** Locks one slot and reads its seats; undefined when there is no such slot. */
export async function lockSlot(
  transaction: Queryable,
  city: string,
  slot: SlotKey,
): Promise<SlotSeats | undefined> {
  const [row] = await transaction.rows<{
    services: Service[];
    released_at: Date;
    capacity: number;
    booked: number;
    held_back: number;
  }>(sql`
    select services, released_at, capacity, booked, held_back from slot
    where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane} and date = ${slot.date}
      and start_minute = ${slot.startMinute}
    for no key update`);
  if (row === undefined) return undefined;
  const { services, released_at: releasedAt, capacity, booked, held_back: heldBack } = row;
  return { services, releasedAt, open: openSeats({ capacity, booked, heldBack }) };
}

/** Gives seats to a slot (positive) or takes them back (negative). The slot is locked by the caller.
 * Seats that staff have cut go with those who leave them. */
export async function addToBooked(
  transaction: Queryable,
  city: string,
  slot: SlotKey,
  seats: number,
): Promise<void> {
  await transaction.rows(sql`
    update slot set booked = booked + ${seats},
      capacity = case when wanted_seats is null then capacity else greatest(wanted_seats, booked + ${seats}) end
    where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane} and date = ${slot.date}
      and start_minute = ${slot.startMinute}`);
  await countSeatChange(transaction, city, slot.hall);
}

/** Keeps seats of a slot back (positive) or opens them again (negative). The slot is locked by the caller. */
export async function addToHeldBack(
  transaction: Queryable,
  city: string,
  slot: SlotKey,
  seats: number,
): Promise<void> {
  await transaction.rows(sql`
    update slot set held_back = greatest(0, held_back + ${seats}::integer)
    where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane} and date = ${slot.date}
      and start_minute = ${slot.startMinute}`);
  await countSeatChange(transaction, city, slot.hall);
}

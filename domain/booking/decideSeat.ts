import type { Lane } from '../lane';
import { accept, type Outcome, refuse } from '../outcome';
import type { Service } from '../service';
import type { BookingRules } from './bookingRules';

/** What is known of a slot and of those who want it, at one moment. */
export interface SeatFacts {
  readonly now: Date;
  readonly services: readonly Service[];
  readonly seats: number;
  readonly alreadyBooked: boolean;
  /** They may use student sessions (`decideStudents`). */
  readonly asStudents: boolean;
  /** Null when no such slot is open. */
  readonly slot: SlotFacts | null;
}

export interface SlotFacts {
  readonly lane: Lane;
  readonly startsAt: Date;
  readonly releasedAt: Date;
  readonly services: readonly Service[];
  readonly capacity: number;
  readonly booked: number;
  readonly heldBack: number;
}

/** Seats that anyone may still book, never negative. */
export function openSeats({
  capacity,
  booked,
  heldBack,
}: Pick<SlotFacts, 'capacity' | 'booked' | 'heldBack'>): number {
  return Math.max(0, capacity - heldBack - booked);
}

/**
 * Whether a party may take its seats on a slot. The booking statement decides the same in SQL and has the
 * last word; `seatRules.db.test.ts` holds the two together. The reason that time cannot mend comes first.
 */
export function decideSeat(
  facts: SeatFacts,
  rules: Pick<BookingRules, 'bookUntilMinutesBefore'>,
): Outcome<null> {
  const { slot, now } = facts;
  if (slot === null) return refuse('SLOT_CLOSED');
  if (now.getTime() < slot.releasedAt.getTime()) return refuse('SLOT_NOT_RELEASED');
  if (now.getTime() > slot.startsAt.getTime() - rules.bookUntilMinutesBefore * 60_000)
    return refuse('TOO_LATE_TO_BOOK');
  if (!facts.services.every((service) => slot.services.includes(service)))
    return refuse('SERVICE_NOT_OFFERED');
  if (slot.lane === 'student' && !facts.asStudents) return refuse('STUDENTS_ONLY');
  if (facts.alreadyBooked) return refuse('ALREADY_BOOKED');
  if (openSeats(slot) < facts.seats) return refuse('SLOT_FULL', { open: openSeats(slot) });
  return accept(null);
}

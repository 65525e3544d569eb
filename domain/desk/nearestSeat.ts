import { formatSlotId, type SlotKey } from '../availability/slotId';
import { daysBetween } from '../calendar/localDate';
import { distanceMetres, type Position } from '../geo/distance';

/** A slot with seats to offer. */
export interface SeatToOffer {
  readonly slot: SlotKey;
  readonly open: number;
  readonly position: Position;
}

/** A visit whose seat is to go. */
export interface VisitToMove {
  readonly slot: SlotKey;
  readonly seats: number;
  readonly position: Position;
}

/** What each change weighs, in minutes of another time (assumption). */
const OTHER_HALL = 60;
const METRES_PER_MINUTE = 200;
const OTHER_DAY = 600;

/**
 * The seat that changes a visit least: another time at the same hall before another hall, and both before another
 * day. Undefined when nothing fits the whole party.
 */
export function nearestSeat(visit: VisitToMove, candidates: readonly SeatToOffer[]): SeatToOffer | undefined {
  const fitting = candidates.filter(({ open }) => open >= visit.seats);
  return fitting
    .map((candidate) => ({ candidate, cost: costOf(visit, candidate) }))
    .sort(
      (a, b) =>
        a.cost - b.cost || formatSlotId(a.candidate.slot).localeCompare(formatSlotId(b.candidate.slot)),
    )[0]?.candidate;
}

function costOf(visit: VisitToMove, { slot, position }: SeatToOffer): number {
  const days = Math.abs(daysBetween(visit.slot.date, slot.date));
  const minutes = Math.abs(slot.startMinute - visit.slot.startMinute);
  const way = distanceMetres(visit.position, position) / METRES_PER_MINUTE;
  return days * OTHER_DAY + minutes + (slot.hall === visit.slot.hall ? 0 : OTHER_HALL + way);
}

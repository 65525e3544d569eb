import { formatSlotId, type SlotKey } from '../availability/slotId';
import { daysBetween } from '../calendar/localDate';
import { nearnessGroups, reachOf, type Whereabouts } from '../geo/nearness';

/** A slot with seats to offer. */
export interface SeatToOffer {
  readonly slot: SlotKey;
  readonly open: number;
  readonly position: Whereabouts;
}

/** A visit whose seat is to go. */
export interface VisitToMove {
  readonly slot: SlotKey;
  readonly seats: number;
  readonly position: Whereabouts;
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
  const metres = metresToHalls(visit, fitting);
  return fitting
    .map((candidate) => ({ candidate, cost: costOf(visit, candidate, metres.get(candidate) ?? 0) }))
    .sort(
      (a, b) =>
        a.cost - b.cost || formatSlotId(a.candidate.slot).localeCompare(formatSlotId(b.candidate.slot)),
    )[0]?.candidate;
}

/** How far the halls of seats are from the visit's; those of which nobody knows which is nearer count alike. */
function metresToHalls(
  { slot, position }: VisitToMove,
  candidates: readonly SeatToOffer[],
): ReadonlyMap<SeatToOffer, number> {
  const elsewhere = candidates.filter((candidate) => candidate.slot.hall !== slot.hall);
  const reach = (candidate: SeatToOffer) => reachOf(position, candidate.slot.hall, candidate.position);
  return new Map(
    nearnessGroups(elsewhere, reach).flatMap((group) => {
      const nearest = Math.min(...group.map((candidate) => reach(candidate)?.metres ?? 0));
      return group.map((candidate) => [candidate, nearest] as const);
    }),
  );
}

function costOf(visit: VisitToMove, { slot }: SeatToOffer, metres: number): number {
  const days = Math.abs(daysBetween(visit.slot.date, slot.date));
  const minutes = Math.abs(slot.startMinute - visit.slot.startMinute);
  const way = metres / METRES_PER_MINUTE;
  return days * OTHER_DAY + minutes + (slot.hall === visit.slot.hall ? 0 : OTHER_HALL + way);
}

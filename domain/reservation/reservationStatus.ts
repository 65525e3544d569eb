/** The life of a reservation; `docs/reservation-states.md` is tested against this table. */
export const reservationMoves = {
  booked: ['checked-in', 'completed', 'cancelled', 'missed'],
  'checked-in': ['serving', 'missed', 'cancelled'],
  serving: ['completed', 'checked-in', 'missed'],
  completed: [],
  cancelled: [],
  missed: ['completed'],
} as const satisfies Record<string, readonly string[]>;

export type ReservationStatus = keyof typeof reservationMoves;

export const reservationStatuses = Object.keys(reservationMoves) as readonly ReservationStatus[];

/** A live reservation holds its seats and blocks a second one for the same person and service. */
export const liveStatuses: readonly ReservationStatus[] = ['booked', 'checked-in', 'serving'];

export function mayMove(from: ReservationStatus, to: ReservationStatus): boolean {
  return (reservationMoves[from] as readonly ReservationStatus[]).includes(to);
}

/** A booking on a slot that is cut. */
export interface BookedParty {
  readonly id: string;
  readonly seats: number;
  readonly bookedAt: Date;
}

/**
 * Whom a cut touches: whole parties, the last to book first, until the rest fits. Who booked first keeps the seat.
 */
export function chooseAffected<Party extends BookedParty>(
  parties: readonly Party[],
  seatsLeft: number,
): Party[] {
  const affected: Party[] = [];
  let booked = parties.reduce((sum, { seats }) => sum + seats, 0);
  for (const party of [...parties].sort(
    (a, b) => b.bookedAt.getTime() - a.bookedAt.getTime() || b.id.localeCompare(a.id),
  )) {
    if (booked <= seatsLeft) break;
    affected.push(party);
    booked -= party.seats;
  }
  return affected;
}

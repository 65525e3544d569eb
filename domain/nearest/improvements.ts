import type { LocalDate } from '../calendar/localDate';
import { byNearness, isNearer, type Reach } from '../geo/nearness';

/** A seat that a visit could move to. */
export interface SeatOffer {
  readonly hall: string;
  readonly slot: string;
  readonly date: LocalDate;
  /** `HH:MM` */
  readonly start: string;
  /** The straight line from the person; undefined while nobody knows where they are. */
  readonly reach?: Reach | undefined;
}

export interface Improvements<Offer extends SeatOffer> {
  /** The soonest seat on an earlier day. */
  readonly earlier?: Offer;
  /** The nearest seat that is clearly nearer and on no later day. */
  readonly nearer?: Offer;
}

/** Less is not worth a change of plans. */
export const NEARER_BY_METRES = 1_000;

/** What would be better than a booked visit, among the earliest seats of each hall; the same seat is named once. */
export function improvementsOf<Offer extends SeatOffer>(
  visit: SeatOffer,
  offers: readonly Offer[],
): Improvements<Offer> {
  const ordered = byNearness(offers, ({ reach }) => reach);
  // The sort keeps the order of equals: the nearer first.
  const [earlier] = ordered.filter(({ date }) => date < visit.date).sort(bySoonness);
  const closer = ordered.filter((offer) => offer.date <= visit.date && isClearlyNearer(offer, visit));
  const [nearer] = byNearness(closer.sort(bySoonness), ({ reach }) => reach);
  return {
    ...(earlier === undefined ? {} : { earlier }),
    ...(nearer === undefined || nearer.slot === earlier?.slot ? {} : { nearer }),
  };
}

function bySoonness(a: SeatOffer, b: SeatOffer): number {
  return `${a.date} ${a.start}`.localeCompare(`${b.date} ${b.start}`);
}

/** Nearer wherever both halls really are, and by enough; never while nobody knows where the person is. */
function isClearlyNearer({ reach: then }: SeatOffer, { reach: now }: SeatOffer): boolean {
  if (now === undefined || then === undefined) return false;
  return isNearer(then, now) && now.metres - then.metres >= NEARER_BY_METRES;
}

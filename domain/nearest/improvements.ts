import type { LocalDate } from '../calendar/localDate';

/** A seat that a visit could move to. */
export interface SeatOffer {
  readonly hall: string;
  readonly slot: string;
  readonly date: LocalDate;
  /** `HH:MM` */
  readonly start: string;
  /** Straight line from the person; undefined while nobody knows where they are. */
  readonly distanceMetres?: number | undefined;
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
  const [earlier] = offers.filter(({ date }) => date < visit.date).sort(bySoonness);
  const [nearer] = offers
    .filter((offer) => offer.date <= visit.date && metresSaved(visit, offer) >= NEARER_BY_METRES)
    .sort((a, b) => (a.distanceMetres ?? 0) - (b.distanceMetres ?? 0) || bySoonness(a, b));
  return {
    ...(earlier === undefined ? {} : { earlier }),
    ...(nearer === undefined || nearer.slot === earlier?.slot ? {} : { nearer }),
  };
}

function bySoonness(a: SeatOffer, b: SeatOffer): number {
  return (
    `${a.date} ${a.start}`.localeCompare(`${b.date} ${b.start}`) ||
    (a.distanceMetres ?? 0) - (b.distanceMetres ?? 0)
  );
}

/** How much nearer an offer is; nothing while nobody knows where the person is. */
function metresSaved({ distanceMetres: now }: SeatOffer, { distanceMetres: then }: SeatOffer): number {
  return now === undefined || then === undefined ? 0 : now - then;
}

import type { BookingRules } from '../booking/bookingRules';
import { isLateChange, mayStillChange } from '../booking/changeDeadline';
import type { ReservationStatus } from './reservationStatus';

export const reservationActions = ['reschedule', 'cancel', 'show-code'] as const;

export type ReservationAction = (typeof reservationActions)[number];

export interface ReservationFacts {
  readonly status: ReservationStatus;
  readonly startsAt: Date;
  readonly now: Date;
}

/** What the citizen may do with a reservation now. Screens ask this and never reason about the state. */
export function availableActions(facts: ReservationFacts, rules: BookingRules): ReservationAction[] {
  if (facts.status === 'checked-in' || facts.status === 'serving') return ['show-code'];
  if (facts.status !== 'booked') return [];
  return mayStillChange(facts, rules) ? ['show-code', 'reschedule', 'cancel'] : ['show-code'];
}

/** Whether cancelling now counts as a late cancellation (half a missed visit). */
export function cancellingIsLate(facts: ReservationFacts, rules: BookingRules): boolean {
  return facts.status === 'booked' && isLateChange(facts, rules);
}

import type { BookingRules } from '../booking/bookingRules';
import { mayStillChange } from '../booking/changeDeadline';
import { accept, type Outcome, refuse } from '../outcome';
import type { ReservationFacts } from './availableActions';

/** Whether a reservation may be cancelled now. */
export function decideCancellation(facts: ReservationFacts, rules: BookingRules): Outcome<null> {
  return decideChange(facts, rules, 'TOO_LATE_TO_CANCEL');
}

/** Whether a reservation may leave its slot for another one now; the other slot decides for itself. */
export function decideReschedule(facts: ReservationFacts, rules: BookingRules): Outcome<null> {
  return decideChange(facts, rules, 'TOO_LATE_TO_CHANGE');
}

function decideChange(
  facts: ReservationFacts,
  rules: BookingRules,
  tooLate: 'TOO_LATE_TO_CANCEL' | 'TOO_LATE_TO_CHANGE',
): Outcome<null> {
  if (facts.status !== 'booked') return refuse('NOT_CHANGEABLE', { status: facts.status });
  if (!mayStillChange(facts, rules))
    return refuse(tooLate, { minutesBefore: rules.changeUntilMinutesBefore });
  return accept(null);
}

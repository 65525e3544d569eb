import { fromHallTime, toHallTime } from '../calendar/hallTime';
import { addDays } from '../calendar/localDate';
import type { BookingRules } from './bookingRules';

interface Visit {
  readonly startsAt: Date;
  readonly now: Date;
}

/** The instant from which a visit can no longer be cancelled or moved. */
export function changeDeadline(startsAt: Date, rules: Pick<BookingRules, 'changeUntilMinutesBefore'>): Date {
  return new Date(startsAt.getTime() - rules.changeUntilMinutesBefore * 60_000);
}

/** True while the visit may still be cancelled or moved: at the deadline's very minute it no longer may. */
export function mayStillChange({ startsAt, now }: Visit, rules: BookingRules): boolean {
  return now.getTime() < changeDeadline(startsAt, rules).getTime();
}

/** True once the free time to cancel is over (by default at 24:00 of the day before). */
export function isLateChange({ startsAt, now }: Visit, rules: BookingRules): boolean {
  const visitDate = toHallTime(startsAt).date;
  const freeUntil = fromHallTime(addDays(visitDate, 1 - rules.freeCancelDaysBefore), 0);
  return now.getTime() >= freeUntil.getTime();
}

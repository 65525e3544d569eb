import { accept, type Outcome, refuse } from '../outcome';
import type { TrustRules } from './trustRules';

/** What an account has done lately, and what stands against those whom it books for. */
export interface Standing {
  readonly now: Date;
  /** Bookings of the last 24 hours, cancelled ones included. */
  readonly bookingsToday: number;
  /** Different people whom the account has booked for in 180 days, those of this booking included. */
  readonly people: number;
  /** Until when this account or device waits before it books this hall and day again. */
  readonly waitsUntil: Date | null;
  /** Until when booking is paused for one of the party. */
  readonly pausedUntil: Date | null;
}

type StandingRules = Pick<TrustRules, 'bookingsPerDayPerAccount' | 'bookedPeoplePerAccount'>;

/** Whether an account may book now. What lasts longest is said first. */
export function decideStanding(standing: Standing, rules: StandingRules): Outcome<null> {
  const { now, bookingsToday, people, waitsUntil, pausedUntil } = standing;
  if (pausedUntil !== null && pausedUntil > now) {
    return refuse('BOOKING_PAUSED', { until: pausedUntil.toISOString().slice(0, 10) });
  }
  if (people > rules.bookedPeoplePerAccount) {
    return refuse('TOO_MANY_PEOPLE', { peopleMax: rules.bookedPeoplePerAccount });
  }
  if (bookingsToday >= rules.bookingsPerDayPerAccount) return refuse('TOO_MANY_BOOKINGS');
  if (waitsUntil !== null && waitsUntil > now) {
    return refuse('REBOOK_TOO_SOON', {
      minutes: Math.ceil((waitsUntil.getTime() - now.getTime()) / 60_000),
    });
  }
  return accept(null);
}

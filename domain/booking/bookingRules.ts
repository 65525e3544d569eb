/**
 * The numbers that decide who may book what and when. Configurable per city and hall; the recommended
 * values, each with its source, are in `data/<city>/rules.json`.
 */
export interface BookingRules {
  /** How many days ahead seats are open, today not counted. 1 to 30. */
  readonly horizonDays: number;
  /** When the seats of the last day of the horizon open. Minute of the day in hall time. */
  readonly releaseMinute: number;
  /** When the seats that were held back open for the next days. Minute of the day in hall time. */
  readonly noonReleaseMinute: number;
  /** For how many days ahead, today included, the noon release opens held-back seats. */
  readonly noonReleaseDays: number;
  /** Share of a slot's seats held back until the noon release, 0 to 1. */
  readonly heldBackShare: number;
  /** Share of a window's capacity that is given to appointments, 0 to 1. */
  readonly appointmentShare: number;
  /** Booking closes this many minutes before a slot starts. */
  readonly bookUntilMinutesBefore: number;
  /** Cancelling and changing close this many minutes before a slot starts. */
  readonly changeUntilMinutesBefore: number;
  /** Cancelling is free until the end of the day this many days before the visit; later it counts as late. */
  readonly freeCancelDaysBefore: number;
  /** Most people in one reservation. 1 to 5. */
  readonly partyMax: number;
  /** Most people whom one account may save. */
  readonly peoplePerAccount: number;
  /** A person younger than this comes with a guardian. Years. */
  readonly guardianUnderAge: number;
  /** Youngest age of a guardian who comes along. Years. */
  readonly guardianFromAge: number;
  /** The youngest and the oldest whom a student session takes, both included. Years, on the day of the visit. */
  readonly studentFromAge: number;
  readonly studentToAge: number;
  /** When the waitlist of a day closes, the evening before it. Minute of the day in hall time. */
  readonly waitlistClosesMinute: number;
  /** How long a seat offered from the waitlist is held by day. Minutes. */
  readonly offerHoldMinutes: number;
  /** From when an offer's time runs. Minute of the day in hall time. */
  readonly offerFromMinute: number;
  /** By when an offer is answered the same day. Minute of the day in hall time. */
  readonly offerUntilMinute: number;
  /** Most places that one account may have on the waitlist. */
  readonly waitlistEntriesPerAccount: number;
}

export type BookingRuleName = keyof BookingRules;

const ruleNames: Readonly<Record<BookingRuleName, true>> = {
  horizonDays: true,
  releaseMinute: true,
  noonReleaseMinute: true,
  noonReleaseDays: true,
  heldBackShare: true,
  appointmentShare: true,
  bookUntilMinutesBefore: true,
  changeUntilMinutesBefore: true,
  freeCancelDaysBefore: true,
  partyMax: true,
  peoplePerAccount: true,
  guardianUnderAge: true,
  guardianFromAge: true,
  studentFromAge: true,
  studentToAge: true,
  waitlistClosesMinute: true,
  offerHoldMinutes: true,
  offerFromMinute: true,
  offerUntilMinute: true,
  waitlistEntriesPerAccount: true,
};

export const bookingRuleNames = Object.keys(ruleNames) as BookingRuleName[];

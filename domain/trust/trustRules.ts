/**
 * The numbers of fairness, personal data and messages. Configurable per city; the recommended values, each with its
 * source, are in `data/<city>/trust.json`.
 */
export interface TrustRules {
  /** Personal data of a visit is erased this many days after it. */
  readonly visitDataDays: number;
  /** A saved person who was not changed for this many days is deleted, unless a visit of theirs is to come. */
  readonly personUnusedDays: number;
  /** Ended and expired sign-ins, used codes and remembered writes are deleted after this many days. */
  readonly technicalDays: number;

  /** Calls that one account may make in a minute. */
  readonly callsPerMinutePerAccount: number;
  /** Calls that one device may make in a minute. */
  readonly callsPerMinutePerDevice: number;
  /** Calls from one address in a minute: a whole office or carrier may stand behind it. */
  readonly callsPerMinutePerAddress: number;
  /** Sign-ins from one address in ten minutes. */
  readonly signInsPerTenMinutesPerAddress: number;
  /** Tries of a one-time code or a second factor by one account in ten minutes. */
  readonly codeTriesPerTenMinutes: number;

  /** Bookings that one account may make in 24 hours, cancelled ones included. */
  readonly bookingsPerDayPerAccount: number;
  /** Different people for whom one account may book in 180 days, saved or not. */
  readonly bookedPeoplePerAccount: number;
  /** Different documents that one account may type in `technicalDays`, refused and given-up ones included. */
  readonly documentsTriedPerAccount: number;
  /** Walk-in tickets that an account may take in a day over all halls, those given back included. */
  readonly ticketsPerDayPerAccount: number;
  /** … and one device. */
  readonly documentsTriedPerDevice: number;
  /** … and one address, behind which a hall full of visitors may stand. */
  readonly documentsTriedPerAddress: number;
  /** How often an account may report a kiosk in 24 hours. */
  readonly kioskReportsPerDayPerAccount: number;
  /** After cancelling, the same account or device waits so long before it books that hall and day again. Minutes. */
  readonly rebookWaitMinutes: number;
  /** A cancelled seat that nobody on the waitlist wants opens to all after at least so long. Minutes. */
  readonly freedSeatMinMinutes: number;
  /** … and at most so long. Minutes. */
  readonly freedSeatMaxMinutes: number;

  /** Missed visits that pause booking. */
  readonly missedVisitsMax: number;
  /** … within so many days. */
  readonly missedWithinDays: number;
  /** … for so many days; taking a ticket at the hall stays possible. */
  readonly pauseDays: number;
  /** What a late cancellation counts as, 0 to 1 of a missed visit. */
  readonly lateCancelWeight: number;

  /** For so long after a release a booking needs a challenge, where the city has one. Minutes. */
  readonly challengeMinutes: number;

  /** The next days' visits are brought to mind at this minute of the day before. */
  readonly reminderMinute: number;
  /** No message is sent from this minute of the day … */
  readonly quietFromMinute: number;
  /** … until this one, unless it cannot wait. */
  readonly quietUntilMinute: number;
}

export type TrustRuleName = keyof TrustRules;

const names: Readonly<Record<TrustRuleName, true>> = {
  visitDataDays: true,
  personUnusedDays: true,
  technicalDays: true,
  callsPerMinutePerAccount: true,
  callsPerMinutePerDevice: true,
  callsPerMinutePerAddress: true,
  signInsPerTenMinutesPerAddress: true,
  codeTriesPerTenMinutes: true,
  bookingsPerDayPerAccount: true,
  bookedPeoplePerAccount: true,
  documentsTriedPerAccount: true,
  ticketsPerDayPerAccount: true,
  documentsTriedPerDevice: true,
  documentsTriedPerAddress: true,
  kioskReportsPerDayPerAccount: true,
  rebookWaitMinutes: true,
  freedSeatMinMinutes: true,
  freedSeatMaxMinutes: true,
  missedVisitsMax: true,
  missedWithinDays: true,
  pauseDays: true,
  lateCancelWeight: true,
  challengeMinutes: true,
  reminderMinute: true,
  quietFromMinute: true,
  quietUntilMinute: true,
};

export const trustRuleNames = Object.keys(names) as TrustRuleName[];

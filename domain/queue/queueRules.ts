/**
 * The numbers that decide who is called when. Configurable per city and hall; the recommended values, each with
 * its source, are in `data/<city>/rules.json`.
 */
export interface QueueRules {
  /** Checking in opens this many minutes before the start of an appointment. */
  readonly checkInMinutesBefore: number;
  /** Who checks in up to this many minutes after the start keeps the appointment's priority. */
  readonly onTimeMinutesAfter: number;
  /** Who checks in up to this many minutes after the start joins the walk-ins; later the visit is missed. */
  readonly lateMinutesAfter: number;
  /** Appointments called for each walk-in while both wait. */
  readonly bookedPerWalkIn: number;
  /** While others wait, at most one call in this many goes to the green channel. */
  readonly greenOneInCalls: number;
  /** The green channel is open from this age on. Years. */
  readonly greenFromAge: number;
  /** Nobody is passed over more often than this by people who came later. */
  readonly passedOverMax: number;
  /** Calls to the same window that go unanswered before a ticket may be put back. */
  readonly recallsPerCall: number;
  /** A ticket ends when it has missed this many calls. */
  readonly missedCallsMax: number;
  /** The last step at a window may be taken back for this long. Seconds. */
  readonly undoSeconds: number;
  /** A ticket may be taken by phone within this distance of the hall. Metres. */
  readonly ticketWithinMetres: number;
  /** Or when the person says that they arrive within this time. Minutes. */
  readonly arriveWithinMinutes: number;
  /** The hall gives no ticket in its last minutes. */
  readonly lastTicketMinutesBefore: number;
  /** How far past closing time a new ticket may be expected to reach its window. Minutes. */
  readonly overtimeMinutes: number;
  /** Tickets that a hall gives in one day, appointments not counted. */
  readonly ticketsPerDayMax: number;
  /** The phone says "come now" when the wait may be this short. Minutes. */
  readonly comeNowMinutes: number;
  /** Share of the booked who come, 0 to 1; only for the expected wait. */
  readonly showShare: number;
  /** A window with something to do at which nobody has done anything for so long is without a clerk. Minutes. */
  readonly absentAfterMinutes: number;
}

export type QueueRuleName = keyof QueueRules;

const ruleNames: Readonly<Record<QueueRuleName, true>> = {
  checkInMinutesBefore: true,
  onTimeMinutesAfter: true,
  lateMinutesAfter: true,
  bookedPerWalkIn: true,
  greenOneInCalls: true,
  greenFromAge: true,
  passedOverMax: true,
  recallsPerCall: true,
  missedCallsMax: true,
  undoSeconds: true,
  ticketWithinMetres: true,
  arriveWithinMinutes: true,
  lastTicketMinutesBefore: true,
  overtimeMinutes: true,
  ticketsPerDayMax: true,
  comeNowMinutes: true,
  showShare: true,
  absentAfterMinutes: true,
};

export const queueRuleNames = Object.keys(ruleNames) as QueueRuleName[];

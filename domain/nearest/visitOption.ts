import type { MinuteOfDay } from '../calendar/hallTime';
import type { LocalDate } from '../calendar/localDate';

/** The ways to be served, in the order in which equals are shown. */
export const optionKinds = [
  'online-renewal',
  'kiosk',
  'appointment',
  'student-session',
  'serve-on-arrival',
  'on-site-ticket',
  'usual-hall',
] as const;

export type OptionKind = (typeof optionKinds)[number];

/**
 * How far the person can rely on it. `sure`: a seat is kept for them. `likely`: announced, reported or measured.
 * `unsure`: nobody knows today's queue, or the place is not confirmed.
 */
export const certainties = ['sure', 'likely', 'unsure'] as const;

export type Certainty = (typeof certainties)[number];

/** What an option costs the person. These counts alone decide the ranking. */
export interface Costs {
  /** The hall's or kiosk's code; none without a visit. */
  readonly place?: string;
  /** One way, 0 without a visit; undefined while nobody knows where the person is. */
  readonly travelMinutes: number | undefined;
  /** How far off that may be. */
  readonly travelErrorMinutes?: number | undefined;
  /** In the district that the person named: of equals it comes first. */
  readonly sameDistrict?: true | undefined;
  /** 0 for today. */
  readonly daysUntilServed: number;
  /** Today only: from now until one has to be there, as far as the way does not blur it. */
  readonly laterTodayMinutes?: number | undefined;
  /** At the place; undefined when nobody knows. */
  readonly waitMinutes: number | undefined;
  readonly certainty: Certainty;
  /** The document is handed over on the spot: no second way to collect it. */
  readonly inHand?: boolean;
}

/** What speaks for or must be said of an option by itself. */
export const optionRemarks = [
  'no-visit',
  'no-booking',
  'green-channel',
  'outside-your-days',
  'place-unconfirmed',
  'reported-out',
  'students-only',
  'overtime',
] as const;

export type OptionRemark = (typeof optionRemarks)[number];

/** A real way to be served. */
export interface VisitOption extends Costs {
  /** Tells options apart, and orders those that are equal in everything else. */
  readonly id: string;
  readonly kind: OptionKind;
  /** The straight line there, where it is known well enough to be told. */
  readonly toldMetres?: number;
  readonly date: LocalDate;
  /** When to be there; none without a visit. */
  readonly minute?: MinuteOfDay;
  /** That time is only as exact as the length of the way. */
  readonly minuteFollowsWay?: true;
  /** The slot of an appointment. */
  readonly slot?: string;
  readonly remarks: readonly OptionRemark[];
}

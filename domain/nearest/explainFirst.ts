import { isNearer, nearnessGroups, type Reach } from '../geo/nearness';
import { certainties, type VisitOption } from './visitOption';

/** A difference between two options, with its size where it has one. The phone puts it into words. */
export type Difference =
  | { readonly count: 'way'; readonly metres?: number }
  | { readonly count: 'visit' }
  | { readonly count: 'sameDay'; readonly minutes: number }
  | { readonly count: 'days'; readonly days: number }
  | { readonly count: 'wait'; readonly minutes?: number }
  | { readonly count: 'certainty' };

/** Why the first option stands first: what it costs and what it gains against the one people would have taken. */
export interface Explanation {
  /** The id of the option that it is compared with. */
  readonly against: string;
  /** Where the first is worse: "2.1 km further". */
  readonly pays: readonly Difference[];
  /** Where the first is better: "9 days sooner". */
  readonly gains: readonly Difference[];
}

/**
 * Explains the first of ranked options against what people would have taken without asking: the nearest other
 * appointment, or the nearest other option when there is none. Null when there is no other at all.
 */
export function explainFirst(ranked: readonly VisitOption[]): Explanation | null {
  const [first, ...others] = ranked;
  const usual = nearestOf(others.filter(({ kind }) => kind === 'appointment')) ?? nearestOf(others);
  if (first === undefined || usual === undefined) return null;
  return { against: usual.id, pays: advantages(usual, first), gains: advantages(first, usual) };
}

/** The option that is nearest for certain; of those of which nobody knows, the one that ranks highest. */
function nearestOf(options: readonly VisitOption[]): VisitOption | undefined {
  return nearnessGroups(options, wayOf)[0]?.[0];
}

/** Where `better` is better than `worse`. */
function advantages(better: VisitOption, worse: VisitOption): Difference[] {
  return [
    wayAdvantage(better, worse),
    timeAdvantage(better, worse),
    waitAdvantage(better, worse),
    certainties.indexOf(better.certainty) < certainties.indexOf(worse.certainty)
      ? ({ count: 'certainty' } as const)
      : null,
  ].filter((difference) => difference !== null);
}

function wayAdvantage(better: VisitOption, worse: VisitOption): Difference | null {
  if (worse.place === undefined) return null;
  if (better.place === undefined) return { count: 'visit' };
  const near = wayOf(better);
  const far = wayOf(worse);
  if (near === undefined || far === undefined || !isNearer(near, far)) return null;
  // Only numbers that the person sees beside both options, so that they can be checked by subtraction.
  const metres = (worse.toldMetres ?? 0) - (better.toldMetres ?? worse.toldMetres ?? 0);
  return metres > 0 ? { count: 'way', metres } : { count: 'way' };
}

/** A difference that is worth words. Minutes. */
const SAME_TIME_MINUTES = 15;

function timeAdvantage(better: VisitOption, worse: VisitOption): Difference | null {
  const days = worse.daysUntilServed - better.daysUntilServed;
  if (days !== 0) return days > 0 ? { count: 'days', days } : null;
  const minutes = (worse.minute ?? 0) - (better.minute ?? worse.minute ?? 0);
  return worse.daysUntilServed === 0 && minutes >= SAME_TIME_MINUTES ? { count: 'sameDay', minutes } : null;
}

/** A known wait is better than an unknown one, by nobody knows how much. */
function waitAdvantage(better: VisitOption, worse: VisitOption): Difference | null {
  if (better.waitMinutes === undefined) return null;
  if (worse.waitMinutes === undefined) return { count: 'wait' };
  const minutes = worse.waitMinutes - better.waitMinutes;
  return minutes > 0 ? { count: 'wait', minutes } : null;
}

function wayOf({ travelMinutes, travelErrorMinutes = 0 }: VisitOption): Reach | undefined {
  return travelMinutes === undefined ? undefined : { metres: travelMinutes, errorMetres: travelErrorMinutes };
}

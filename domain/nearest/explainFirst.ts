import { certainties, type VisitOption } from './visitOption';

/** A difference between two options, with its size where it has one. The phone puts it into words. */
export type Difference =
  | { readonly count: 'way'; readonly minutes: number; readonly metres?: number }
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

/** The option with the shortest way; of equals the one that ranks higher. */
function nearestOf(options: readonly VisitOption[]): VisitOption | undefined {
  return options.reduce<VisitOption | undefined>(
    (best, option) => (best === undefined || wayOf(option) < wayOf(best) ? option : best),
    undefined,
  );
}

/** Where `better` is better than `worse`. */
function advantages(better: VisitOption, worse: VisitOption): Difference[] {
  return [wayAdvantage(better, worse), daysAdvantage(better, worse), waitAdvantage(better, worse)]
    .concat(
      certainties.indexOf(better.certainty) < certainties.indexOf(worse.certainty)
        ? { count: 'certainty' }
        : null,
    )
    .filter((difference) => difference !== null);
}

function wayAdvantage(better: VisitOption, worse: VisitOption): Difference | null {
  const minutes = (worse.travelMinutes ?? 0) - (better.travelMinutes ?? 0);
  if (minutes <= 0) return null;
  const metres = (worse.metres ?? 0) - (better.metres ?? 0);
  return metres > 0 ? { count: 'way', minutes, metres } : { count: 'way', minutes };
}

function daysAdvantage(better: VisitOption, worse: VisitOption): Difference | null {
  const days = worse.daysUntilServed - better.daysUntilServed;
  return days > 0 ? { count: 'days', days } : null;
}

/** A known wait is better than an unknown one, by nobody knows how much. */
function waitAdvantage(better: VisitOption, worse: VisitOption): Difference | null {
  if (better.waitMinutes === undefined) return null;
  if (worse.waitMinutes === undefined) return { count: 'wait' };
  const minutes = worse.waitMinutes - better.waitMinutes;
  return minutes > 0 ? { count: 'wait', minutes } : null;
}

function wayOf({ travelMinutes }: VisitOption): number {
  return travelMinutes ?? Number.POSITIVE_INFINITY;
}

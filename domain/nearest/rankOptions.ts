import type { RankingRules } from './rankingRules';
import { type Costs, certainties, optionKinds, type VisitOption } from './visitOption';

/**
 * The options worth showing, best first. Two steps that a clerk can check by hand (`docs/nearest.md`): whatever
 * another option beats is left out, and the rest stands in the order of its burden. The order of the input does
 * not matter.
 */
export function rankOptions<Option extends VisitOption>(
  options: readonly Option[],
  rules: RankingRules,
): Option[] {
  return paretoFront(options).sort(
    (a, b) =>
      burdenMinutes(a, rules) - burdenMinutes(b, rules) ||
      optionKinds.indexOf(a.kind) - optionKinds.indexOf(b.kind) ||
      (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
}

/**
 * At most `limit` of ranked options, in their order: the best of each kind, then whatever ranks next. Eight equal
 * appointments would otherwise hide that a kiosk needs none.
 */
export function chooseShown<Option extends Pick<VisitOption, 'kind'>>(
  ranked: readonly Option[],
  limit: number,
): Option[] {
  const kinds = new Set<string>();
  const best = ranked.filter(({ kind }) => !kinds.has(kind) && kinds.add(kind)).slice(0, limit);
  const rest = ranked.filter((option) => !best.includes(option)).slice(0, limit - best.length);
  const chosen = new Set([...best, ...rest]);
  return ranked.filter((option) => chosen.has(option));
}

/** The options that no other one beats. */
export function paretoFront<Option extends Costs>(options: readonly Option[]): Option[] {
  return options.filter((option) => !options.some((other) => beats(other, option)));
}

/** True when `a` is nowhere worse than `b` and somewhere better. What nobody knows is worse than any number. */
export function beats(a: Costs, b: Costs): boolean {
  const mine = counts(a);
  const theirs = counts(b);
  return (
    mine.every((count, index) => count <= (theirs[index] ?? 0)) &&
    mine.some((count, index) => count < (theirs[index] ?? 0))
  );
}

/**
 * One number for an option, in minutes of the person's own time: the way there and back, the wait, the days until
 * then and the doubt, each weighed by the city's rules.
 */
export function burdenMinutes(costs: Costs, rules: RankingRules): number {
  const doubt = { sure: 0, likely: rules.likelyInMinutes, unsure: rules.unsureInMinutes };
  return (
    2 * (costs.travelMinutes ?? rules.unknownTravelMinutes) +
    (costs.waitMinutes ?? rules.unknownWaitMinutes) +
    costs.daysUntilServed * rules.dayInMinutes +
    doubt[costs.certainty]
  );
}

/** The five counts, the smaller the better. */
function counts({ travelMinutes, daysUntilServed, waitMinutes, certainty, inHand }: Costs): number[] {
  const unknown = Number.POSITIVE_INFINITY;
  return [
    travelMinutes ?? unknown,
    daysUntilServed,
    waitMinutes ?? unknown,
    certainties.indexOf(certainty),
    inHand === true ? 0 : 1,
  ];
}

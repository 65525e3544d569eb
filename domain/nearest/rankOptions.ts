import { nearnessGroups } from '../geo/nearness';
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
  const burdens = burdensOf(options, rules);
  const burdenOf = (option: Option) => burdens.get(option) ?? Number.POSITIVE_INFINITY;
  return paretoFront(options).sort(
    (a, b) =>
      burdenOf(a) - burdenOf(b) ||
      Number(b.sameDistrict === true) - Number(a.sameDistrict === true) ||
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

/**
 * True when `a` is nowhere worse than `b` and somewhere better. What nobody knows is worse than any number, and a way
 * is shorter only when it is so wherever both places really are.
 */
export function beats(a: Costs, b: Costs): boolean {
  const samePlace = a.place !== undefined && a.place === b.place;
  const mine = [samePlace ? 0 : longestWay(a), ...counts(a)];
  const theirs = [samePlace ? 0 : shortestWay(b), ...counts(b)];
  return (
    mine.every((count, index) => count <= (theirs[index] ?? 0)) &&
    mine.some((count, index) => count < (theirs[index] ?? 0))
  );
}

function longestWay({ travelMinutes, travelErrorMinutes = 0 }: Costs): number {
  return travelMinutes === undefined ? Number.POSITIVE_INFINITY : travelMinutes + travelErrorMinutes;
}

function shortestWay({ travelMinutes, travelErrorMinutes = 0 }: Costs): number {
  return travelMinutes === undefined ? Number.POSITIVE_INFINITY : travelMinutes - travelErrorMinutes;
}

/**
 * The burden of each option among the others. Ways of which nobody knows which is shorter count alike: as long as the
 * shortest of them.
 */
export function burdensOf<Option extends Costs>(
  options: readonly Option[],
  rules: RankingRules,
): ReadonlyMap<Option, number> {
  const groups = nearnessGroups(options, ({ travelMinutes, travelErrorMinutes = 0 }) =>
    travelMinutes === undefined ? undefined : { metres: travelMinutes, errorMetres: travelErrorMinutes },
  );
  return new Map(
    groups.flatMap((group) => {
      const shortest = Math.min(
        ...group.map(({ travelMinutes = Number.POSITIVE_INFINITY }) => travelMinutes),
      );
      return group.map((option) => {
        const travelMinutes = option.travelMinutes === undefined ? undefined : shortest;
        return [option, burdenMinutes({ ...option, travelMinutes }, rules)] as const;
      });
    }),
  );
}

/** From opening to closing, 8:30 to 17:00: whoever is served so much later today is served a day later. */
const OPENING_DAY_MINUTES = 510;
const MINUTES_OF_DAY = 1_440;

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
    Math.min(1, (costs.laterTodayMinutes ?? 0) / OPENING_DAY_MINUTES) * rules.dayInMinutes +
    doubt[costs.certainty]
  );
}

/** The counts besides the way, the smaller the better. */
function counts({ daysUntilServed, laterTodayMinutes = 0, waitMinutes, certainty, inHand }: Costs): number[] {
  return [
    daysUntilServed * MINUTES_OF_DAY + laterTodayMinutes,
    waitMinutes ?? Number.POSITIVE_INFINITY,
    certainties.indexOf(certainty),
    inHand === true ? 0 : 1,
  ];
}

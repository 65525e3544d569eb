import type { RankingRules } from './rankingRules';

/** A way to a place: how long it is and how long it takes, one way. */
export interface Way {
  readonly metres: number;
  readonly minutes: number;
  /** How much longer or shorter it may take, because the ends of the way are known only roughly. */
  readonly errorMinutes?: number | undefined;
  /** The straight line as it may be told to the person; undefined while the error is too large a part of it. */
  readonly toldMetres?: number | undefined;
  /** The person named the district in which the place lies. */
  readonly sameDistrict?: true | undefined;
}

/** A way of which only the straight line is known: longer by the detour factor, at the city's speed. */
export function wayOfStraightLine(metres: number, rules: RankingRules): Way {
  return {
    metres: Math.round(metres * rules.detourFactor),
    minutes: Math.ceil(rules.doorToDoorMinutes + minutesFor(metres, rules)),
  };
}

/** Minutes that one travels for a straight line, without the time from door to door. */
export function minutesFor(metres: number, { detourFactor, metresPerMinute }: RankingRules): number {
  return (metres * detourFactor) / metresPerMinute;
}

import type { RankingRules } from './rankingRules';

/** A way to a place: how long it is and how long it takes, one way. */
export interface Way {
  readonly metres: number;
  readonly minutes: number;
}

/** A way of which only the straight line is known: longer by the detour factor, at the city's speed. */
export function wayOfStraightLine(metres: number, rules: RankingRules): Way {
  const length = metres * rules.detourFactor;
  return {
    metres: Math.round(length),
    minutes: Math.ceil(rules.doorToDoorMinutes + length / rules.metresPerMinute),
  };
}

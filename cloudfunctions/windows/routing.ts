import { distanceMetres, type Position } from '../../domain/geo/distance';
import type { RankingRules } from '../../domain/nearest/rankingRules';
import { type Way, wayOfStraightLine } from '../../domain/nearest/travel';

/** Tells how long the way from a person to each place is, in the order of the places. */
export type Routing = (from: Position, to: readonly Position[], rules: RankingRules) => Promise<Way[]>;

/** The straight line, made longer by the city's detour factor: needs no map service and tells nobody who asks. */
export const straightLineRouting: Routing = async (from, to, rules) =>
  to.map((position) => wayOfStraightLine(distanceMetres(from, position), rules));

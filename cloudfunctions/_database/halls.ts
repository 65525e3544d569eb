import type { Position } from '../../domain/geo/distance';
import {
  type DistanceRules,
  isTooFar,
  type Origin,
  type Reach,
  reachOf,
  toldMetres,
  type Whereabouts,
} from '../../domain/geo/nearness';
import type { Queryable } from './database';
import { remember } from './memory';
import { rankingRulesOf } from './rules';
import { sql } from './sql';

interface HallFacts {
  readonly position: Whereabouts;
  readonly name: { readonly zh: string; readonly en: string };
}

const readHalls = remember(
  async (database: Queryable, city: string): Promise<ReadonlyMap<string, HallFacts>> => {
    const rows = await database.rows<Whereabouts & { hall: string; name: HallFacts['name'] }>(sql`
      select hall, longitude, latitude, facts -> 'name' as name,
        (facts -> 'position' ->> 'precisionMetres')::integer as "errorMetres"
      from hall where city = ${city} order by display_order, hall`);
    return new Map(rows.map(({ hall, name, ...position }) => [hall, { name, position }]));
  },
);

/** Where the halls of a city are, in the order in which the city shows them. Believed for some seconds. */
export async function hallPositions(
  database: Queryable,
  city: string,
): Promise<ReadonlyMap<string, Whereabouts>> {
  const halls = await readHalls(database, city);
  return new Map([...halls].map(([hall, { position }]) => [hall, position]));
}

/** A hall's name, or undefined when the city has no such hall. Believed for some seconds. */
export async function hallName(database: Queryable, city: string, hall: string) {
  return (await readHalls(database, city)).get(hall)?.name;
}

/** How far the halls are from a person, as far as anyone knows. */
export interface Distances {
  /** True when the person is too far from the city for ways to matter; then no distance is known. */
  readonly tooFar: boolean;
  readonly origin: Origin | undefined;
  reach(hall: string): Reach | undefined;
  /** What an answer may say of a hall's distance: nothing where the error is too large a part of it. */
  told(hall: string): { readonly distanceMetres?: number };
}

/** Nobody said where they are. */
const NOWHERE: Distances = {
  tooFar: false,
  origin: undefined,
  reach: () => undefined,
  told: () => ({}),
};

/** Measures from a position, or from the district of a hall; the position decides when both are given. */
export async function distancesFrom(
  database: Queryable,
  city: string,
  from: { readonly near?: Position | undefined; readonly district?: string | undefined },
): Promise<Distances> {
  const { near, district } = from;
  if (near === undefined && district === undefined) return NOWHERE;
  const positions = await hallPositions(database, city);
  const rules: DistanceRules = await rankingRulesOf(database, city);
  const tooFar = near !== undefined && isTooFar(near, [...positions.values()], rules);
  const chosen = district === undefined ? undefined : positions.get(district);
  const origin: Origin | undefined =
    near !== undefined && !tooFar
      ? { ...near, errorMetres: 0 }
      : chosen === undefined
        ? undefined
        : { ...chosen, district };
  const reach = (hall: string) => reachOf(origin, hall, positions.get(hall));
  return {
    tooFar,
    origin,
    reach,
    told(hall) {
      const metres = toldMetres(reach(hall), rules);
      return metres === undefined ? {} : { distanceMetres: metres };
    },
  };
}

import type { Position } from '../../domain/geo/distance';
import type { Queryable } from './database';
import { remember } from './memory';
import { sql } from './sql';

interface HallFacts {
  readonly position: Position;
  readonly name: { readonly zh: string; readonly en: string };
}

const readHalls = remember(
  async (database: Queryable, city: string): Promise<ReadonlyMap<string, HallFacts>> => {
    const rows = await database.rows<Position & { hall: string; name: HallFacts['name'] }>(sql`
      select hall, longitude, latitude, facts -> 'name' as name from hall
      where city = ${city} order by display_order, hall`);
    return new Map(
      rows.map(({ hall, name, longitude, latitude }) => [hall, { name, position: { longitude, latitude } }]),
    );
  },
);

/** Where the halls of a city are, in the order in which the city shows them. Believed for some seconds. */
export async function hallPositions(
  database: Queryable,
  city: string,
): Promise<ReadonlyMap<string, Position>> {
  const halls = await readHalls(database, city);
  return new Map([...halls].map(([hall, { position }]) => [hall, position]));
}

/** A hall's name, or undefined when the city has no such hall. Believed for some seconds. */
export async function hallName(database: Queryable, city: string, hall: string) {
  return (await readHalls(database, city)).get(hall)?.name;
}

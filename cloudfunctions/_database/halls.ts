import type { Position } from '../../domain/geo/distance';
import type { Queryable } from './database';
import { remember } from './memory';
import { sql } from './sql';

const readPositions = remember(
  async (database: Queryable, city: string): Promise<ReadonlyMap<string, Position>> => {
    const rows = await database.rows<{ hall: string; longitude: number; latitude: number }>(
      sql`select hall, longitude, latitude from hall where city = ${city} order by display_order, hall`,
    );
    return new Map(rows.map(({ hall, longitude, latitude }) => [hall, { longitude, latitude }]));
  },
);

/** Where the halls of a city are, in the order in which the city shows them. Believed for some seconds. */
export function hallPositions(database: Queryable, city: string): Promise<ReadonlyMap<string, Position>> {
  return readPositions(database, city);
}

import type { Queryable } from './database';
import { remember } from './memory';
import { sql } from './sql';

const readCities = remember(async (database: Queryable): Promise<ReadonlySet<string>> => {
  const rows = await database.rows<{ city: string }>(sql`select city from city`);
  return new Set(rows.map(({ city }) => city));
});

/** Whether a city uses the product. Believed for some seconds. */
export async function isKnownCity(database: Queryable, city: string): Promise<boolean> {
  return (await readCities(database, '')).has(city);
}

import type { Queryable } from './database';
import { remember } from './memory';
import { sql } from './sql';

const readDocument = remember(async (database: Queryable, key: string): Promise<unknown> => {
  const [city = '', name = ''] = key.split('/');
  const [row] = await database.rows<{ facts: unknown }>(
    sql`select facts from city_document where city = ${city} and name = ${name}`,
  );
  if (row === undefined) throw new Error(`City ${city} has no document ${name}.`);
  return row.facts;
});

/** A document of a city, to be parsed by whoever asks. Believed for some seconds. */
export function cityDocument(database: Queryable, city: string, name: string): Promise<unknown> {
  return readDocument(database, `${city}/${name}`);
}

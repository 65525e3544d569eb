import { freshDatabase } from '../../tests/support/freshDatabase';
import { refusalByConstraint } from './constraints';
import type { Database } from './database';
import { sql } from './sql';

/** Tables that belong to no city: replicated where cities are spread over several servers. */
const REFERENCE_TABLES = ['calendar_coverage', 'calendar_day', 'schema_migration', 'service_facts'];

let database: Database;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

interface Index {
  readonly table: string;
  readonly name: string;
  readonly unique: boolean;
  readonly first: string;
}

const indexes = () =>
  database.rows<Index>(sql`
    select owner.relname as table, pg_class.relname as name, indisunique as unique, attname as first
    from pg_index
    join pg_class on pg_class.oid = indexrelid
    join pg_class owner on owner.oid = indrelid
    join pg_namespace on pg_namespace.oid = owner.relnamespace and nspname = 'public'
    left join pg_attribute on attrelid = indrelid and attnum = indkey[0]
    order by 1, 2`);

const tables = async () =>
  (
    await database.rows<{ name: string }>(
      sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    )
  ).map(({ name }) => name);

describe('the schema', () => {
  it('has every constraint that speaks to citizens', async () => {
    const constraints = await database.rows<{ name: string }>(sql`
      select conname as name from pg_constraint union select indexname from pg_indexes where schemaname = 'public'`);
    const names = new Set(constraints.map(({ name }) => name));

    for (const name of Object.keys(refusalByConstraint)) expect([...names]).toContain(name);
  });

  it('has tables of a city and the reference tables named above, no others', async () => {
    const withCity = await database.rows<{ name: string }>(sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'city' and is_nullable = 'NO'`);
    const ofCities = new Set(withCity.map(({ name }) => name));

    expect((await tables()).filter((name) => !ofCities.has(name))).toEqual(REFERENCE_TABLES);
  });

  it('begins every key and index of a city’s table with the city', async () => {
    const others = (await indexes()).filter(({ table }) => !REFERENCE_TABLES.includes(table));

    expect(others.length).toBeGreaterThan(15);
    expect(others.filter(({ first }) => first !== 'city')).toEqual([]);
  });

  it('gives every table a primary key', async () => {
    const keyed = await database.rows<{ name: string }>(sql`
      select relname as name from pg_constraint join pg_class on pg_class.oid = conrelid
      where contype = 'p' order by 1`);

    expect(keyed.map(({ name }) => name)).toEqual(expect.arrayContaining(await tables()));
  });

  it('lets a city’s table point only at tables of the same city', async () => {
    const foreign = await database.rows<{ name: string; from: string; to: string }>(sql`
      select conname as name, near.attname as from, far.attname as to from pg_constraint
      join pg_attribute near on near.attrelid = conrelid and near.attnum = conkey[1]
      join pg_attribute far on far.attrelid = confrelid and far.attnum = confkey[1]
      where contype = 'f'`);

    expect(foreign.length).toBeGreaterThan(5);
    expect(foreign.filter(({ from, to }) => from !== 'city' || to !== 'city')).toEqual([]);
  });
});

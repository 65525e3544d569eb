import { prepareNearestCalls } from '../../tests/load/nearest.bench';
import { freshPostgres, type TestPostgres } from '../../tests/support/postgresDatabase';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';

let postgres: TestPostgres;

beforeAll(async () => {
  // One connection: what it has read is counted where it is asked for.
  postgres = await freshPostgres(1);
});
afterAll(() => postgres.drop());

it('reads at most three times as many rows over 3,000 halls as over 15', async () => {
  const { tenants, ask } = await prepareNearestCalls(postgres.database);
  const [city, , nation] = tenants;
  const read = async (tenant: (typeof tenants)[number]) => {
    await ask(tenant, 0);
    const before = await rowsRead(postgres.database);
    await ask(tenant, 0);
    return (await rowsRead(postgres.database)) - before;
  };

  const [few, many] = [await read(city), await read(nation)];

  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThanOrEqual(3 * few);
}, 180_000);

/** Rows that this connection has read from tables so far, by index or not. */
async function rowsRead(database: Database): Promise<number> {
  await database.rows(sql`select pg_stat_force_next_flush()`);
  const [counted] = await database.rows<{ rows: string }>(
    sql`select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as rows from pg_stat_user_tables`,
  );
  return Number(counted?.rows ?? 0);
}

import { benchNearest } from '../../tests/load/nearest.bench';
import { freshPostgres, type TestPostgres } from '../../tests/support/postgresDatabase';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await freshPostgres(4);
});
afterAll(() => postgres.drop());

it('costs at most three times as much over 3,000 halls as over 15', async () => {
  const result = await benchNearest(postgres.database);
  process.stdout.write(`nearest ${JSON.stringify(result)}\n`);

  expect(result.ratio).toBeLessThanOrEqual(3);
}, 180_000);

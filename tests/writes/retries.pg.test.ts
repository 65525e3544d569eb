import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { checkParallel, writes } from './checkRetries';
import { openWorld, type World } from './world';

let postgres: TestPostgres;
let world: World;
beforeAll(async () => {
  postgres = await freshPostgres();
  world = await openWorld(postgres.database);
});
afterAll(() => postgres.drop());

it.each(writes)('answers a retry in parallel with the first answer: $name', (write) =>
  checkParallel(world, write),
);

import { isUnavailable } from '../../cloudfunctions/_database/database';
import { openPostgres } from '../../cloudfunctions/_database/postgresDatabase';
import { sql } from '../../cloudfunctions/_database/sql';
import { openDoor } from '../faults/door';

it('gives up a server that falls silent in the middle of a statement, and goes on when it is back', async () => {
  const server = new URL(process.env.TEST_DATABASE_URL!);
  const door = await openDoor(Number(server.port));
  server.port = String(door.port);
  const database = openPostgres({
    connectionString: server.toString(),
    poolSize: 1,
    prepareStatements: true,
    statementTimeoutMilliseconds: 500,
  });
  expect(await database.rows(sql`select 1 as one`)).toEqual([{ one: 1 }]);

  door.fallSilent();
  const error: unknown = await database.rows(sql`select 2 as two`).catch((failure: unknown) => failure);
  door.pointAt(Number(new URL(process.env.TEST_DATABASE_URL!).port));

  expect(isUnavailable(error)).toBe(true);
  expect(await database.rows(sql`select 3 as three`)).toEqual([{ three: 3 }]);
  await database.close();
  door.close();
}, 20_000);

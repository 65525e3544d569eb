import pg from 'pg';
import { isUnavailable } from '../../cloudfunctions/_database/database';
import { openPostgres } from '../../cloudfunctions/_database/postgresDatabase';
import { sql } from '../../cloudfunctions/_database/sql';
import { freshPostgres } from '../support/postgresDatabase';
import { bookVisit } from '../support/queue';
import { openService } from '../support/service';

/** A fast shutdown, a failover and an operator end connections like this, whatever is under way on them. */
async function terminateEveryBackend(url: string): Promise<number> {
  const operator = new pg.Client({ connectionString: url });
  await operator.connect();
  const { rowCount } = await operator.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  await operator.end();
  return rowCount ?? 0;
}

it('lives through the end of every connection, again and again, while eight citizens move their visits', async () => {
  const postgres = await freshPostgres(8);
  const service = await openService(postgres.database, '2026-11-23T09:00:00+08:00');
  const minutes = ['0900', '0930', '1000', '1030'];
  const visits = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const citizen = await service.citizen(`mover-${index}`);
      const slot = `city.appointment.2026-11-2${4 + (index % 4)}.${minutes[index % 4]}`;
      return { citizen, reservation: (await bookVisit(citizen, slot)).id, day: 24 + (index % 4) };
    }),
  );
  let running = true;
  const answers: string[] = [];
  const moving = visits.map(async ({ citizen, reservation, day }) => {
    for (let turn = 0; running; turn += 1) {
      const slot = `city.appointment.2026-11-${day}.${minutes[turn % 4]}`;
      answers.push(await citizen.code('reservations', 'reschedule', { reservation, slot }));
    }
  });

  let ended = 0;
  for (let round = 0; round < 25; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    ended += await terminateEveryBackend(postgres.url);
  }
  running = false;
  await Promise.all(moving);

  expect(ended).toBeGreaterThan(25);
  expect(answers).toContain('OK');
  // A visit that is moved to where it is, or too often, is refused; nothing is a fault of ours.
  expect(answers.filter((code) => code === 'INTERNAL')).toEqual([]);
  const [{ seats = -1, booked = -2 } = {}] = await postgres.database.rows<{
    seats: number;
    booked: number;
  }>(sql`
    select (select count(*)::integer from reservation where status = 'booked') as seats,
      (select coalesce(sum(booked), 0)::integer from slot) as booked`);
  expect(seats).toBe(8);
  expect(booked).toBe(8);
  await postgres.drop();
}, 120_000);

it('knows an ended connection as unavailable in every part of a transaction', async () => {
  const postgres = await freshPostgres(2);
  const database = openPostgres({ connectionString: postgres.url, poolSize: 2, prepareStatements: true });
  const failures: unknown[] = [];
  for (const statementsBefore of [0, 1, 3]) {
    await database
      .transaction(async (transaction) => {
        for (let count = 0; count < statementsBefore; count += 1) await transaction.rows(sql`select 1`);
        await terminateEveryBackend(postgres.url);
        // The end arrives between two statements, then the next one is asked of a connection that is gone.
        await new Promise((resolve) => setTimeout(resolve, 100));
        await transaction.rows(sql`select 2`);
      })
      .catch((error: unknown) => failures.push(error));
  }
  expect(failures).toHaveLength(3);
  expect(failures.map(isUnavailable)).toEqual([true, true, true]);
  expect(await database.rows(sql`select 3 as three`)).toEqual([{ three: 3 }]);
  await database.close();
  await postgres.drop();
}, 60_000);

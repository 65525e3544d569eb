import { sql } from '../../cloudfunctions/_database/sql';
import { hostEnv } from '../../host/env';
import { openDatabase } from '../../host/openDatabase';
import { migrationsFolder } from '../support/freshDatabase';
import { emptyPostgres } from '../support/postgresDatabase';

it('lets six hosts that start at once on a new database take turns: each finds it whole', async () => {
  const postgres = await emptyPostgres();
  const env = hostEnv.parse({ DATABASE_URL: postgres.url, DATABASE_POOL: '1', NODE_ENV: 'test' });
  const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase(env, migrationsFolder)));
  const counts = await Promise.all(
    opened.map(({ database }) =>
      database.rows<{ halls: number; migrations: number }>(sql`
        select (select count(*)::integer from hall) as halls,
          (select count(*)::integer from schema_migration) as migrations`),
    ),
  );
  expect(counts.every(([count]) => count?.halls === 15)).toBe(true);
  expect(new Set(counts.map(([count]) => count?.migrations)).size).toBe(1);
  await Promise.all(opened.map(({ database }) => database.close()));
  await postgres.drop();
}, 120_000);

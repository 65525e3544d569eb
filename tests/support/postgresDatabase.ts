import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../../cloudfunctions/_database/database';
import { migrate } from '../../cloudfunctions/_database/migrate';
import { openPostgres } from '../../cloudfunctions/_database/postgresDatabase';
import { migrationsFolder, seedHangzhou } from './freshDatabase';

export interface TestPostgres {
  readonly database: Database;
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database on the test server. Drop it in `afterAll`. */
export async function emptyPostgres(): Promise<Omit<TestPostgres, 'database'>> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined)
    throw new Error('TEST_DATABASE_URL is not set: run these tests through npm test.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  };
}

/** A database of its own on the test server, migrated, with Hangzhou in it. Drop it in `afterAll`. */
export async function freshPostgres(poolSize = 16): Promise<TestPostgres> {
  const { url: connectionString, drop } = await emptyPostgres();
  const database = openPostgres({
    connectionString,
    poolSize,
    prepareStatements: true,
    statementTimeoutMilliseconds: 30_000,
  });
  await migrate(database, migrationsFolder);
  await seedHangzhou(database);
  return {
    database,
    url: connectionString,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

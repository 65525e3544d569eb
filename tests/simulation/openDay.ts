import path from 'node:path';
import pg from 'pg';
import type { Database } from '../../cloudfunctions/_database/database';
import { migrate } from '../../cloudfunctions/_database/migrate';
import { openPostgres } from '../../cloudfunctions/_database/postgresDatabase';
import { hangzhou } from '../../data/hangzhou/city';
import { seedCalendar } from '../../data/seedCalendar';
import { seedCity } from '../../data/seedCity';
import { root } from '../../scripts/run.mjs';

/** A database of its own for one day, with Hangzhou in it. */
export async function openDay(serverUrl: string, name: string): Promise<Database> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = openPostgres({
    connectionString: url.toString(),
    poolSize: 16,
    prepareStatements: true,
    statementTimeoutMilliseconds: 30_000,
  });
  await migrate(database, path.join(root, 'cloudfunctions/_database/migrations'));
  await seedCity(database, hangzhou);
  await seedCalendar(database);
  return database;
}

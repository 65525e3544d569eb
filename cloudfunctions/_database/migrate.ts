import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from './database';
import { sql } from './sql';

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/**
 * Brings the database to the schema of this code, forward only, one transaction for each file. Refuses when an
 * applied file was edited or when the database is newer than the code. Several hosts that start at once take turns.
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  return database.alone('migrate', () => applyPending(database, migrations));
}

async function applyPending(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  await createHistory(database);
  const applied = await readHistory(database);
  refuseEditedOrUnknown(migrations, applied);

  const pending = migrations.filter(({ name }) => !applied.has(name));
  for (const { name, text, checksum } of pending) {
    const record = `insert into schema_migration (name, checksum, applied_at) values ('${name}', '${checksum}', now());`;
    await database.script(`${record}\n${text}`);
  }
  return pending.map(({ name }) => name);
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(folder, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

async function createHistory(database: Database): Promise<void> {
  await database.rows(sql`
    create table if not exists schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null
    )`);
}

async function readHistory(database: Database): Promise<Map<string, string>> {
  const rows = await database.rows<{ name: string; checksum: string }>(
    sql`select name, checksum from schema_migration`,
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function refuseEditedOrUnknown(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of applied) {
    const mine = known.get(name);
    if (mine === undefined)
      throw new Error(
        `The database has migration ${name}, which this version does not know: run the newer version.`,
      );
    if (mine !== checksum)
      throw new Error(`Migration ${name} was edited after it was applied: restore it and add a new one.`);
  }
}

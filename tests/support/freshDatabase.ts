import path from 'node:path';
import type { Database } from '../../cloudfunctions/_database/database';
import { migrate } from '../../cloudfunctions/_database/migrate';
import { openPglite } from '../../cloudfunctions/_database/pgliteDatabase';
import { sql } from '../../cloudfunctions/_database/sql';
import { hangzhou } from '../../data/hangzhou/city';
import { seedCalendar } from '../../data/seedCalendar';
import { seedCity } from '../../data/seedCity';

export const migrationsFolder = path.resolve(__dirname, '../../cloudfunctions/_database/migrations');

/** An embedded database in memory, migrated and empty. One for each test file: close it in `afterAll`. */
export async function freshDatabase(): Promise<Database> {
  const database = await openPglite();
  await migrate(database, migrationsFolder);
  return database;
}

/** The same with Hangzhou's halls, rules and calendar; sessions are opened by the test's own clock. */
export async function freshHangzhou(): Promise<Database> {
  const database = await freshDatabase();
  await seedHangzhou(database);
  return database;
}

export async function seedHangzhou(database: Database): Promise<void> {
  await seedCity(database, hangzhou);
  await seedCalendar(database);
  // A test has a few citizens who do the work of many; `fairness.db.test.ts` sets the city's own bound.
  await database.rows(sql`update booking_rule set value = 1000000 
    where name in ('documentsTriedPerAccount', 'ticketsPerDayPerAccount')`);
}

/** Statements that may empty the audit too, as only the owner of the tables can: between two lives of one test. */
export function asOwner(statements: string): string {
  return `alter table audit_entry disable trigger all; ${statements}; alter table audit_entry enable trigger all;`;
}

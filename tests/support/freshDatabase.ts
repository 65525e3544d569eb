import path from 'node:path';
import type { Database } from '../../cloudfunctions/_database/database';
import { migrate } from '../../cloudfunctions/_database/migrate';
import { openPglite } from '../../cloudfunctions/_database/pgliteDatabase';

export const migrationsFolder = path.resolve(__dirname, '../../cloudfunctions/_database/migrations');

/** An embedded database in memory, migrated and empty. One for each test file: close it in `afterAll`. */
export async function freshDatabase(): Promise<Database> {
  const database = await openPglite();
  await migrate(database, migrationsFolder);
  return database;
}

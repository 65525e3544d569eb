import type { Database } from '../cloudfunctions/_database/database';
import { migrate } from '../cloudfunctions/_database/migrate';
import { openPostgres } from '../cloudfunctions/_database/postgresDatabase';
import { hangzhou } from '../data/hangzhou/city';
import { seedCalendar } from '../data/seedCalendar';
import { seedCity } from '../data/seedCity';
import { type DataFolder, openDataFolder } from './dataFolder';
import type { HostEnv } from './env';

/** The database that the environment names, with the schema and the city of this version in it. */
export async function openDatabase(env: HostEnv, migrationsFolder: string): Promise<DataFolder> {
  const prepare = async (database: Database) => {
    await migrate(database, migrationsFolder);
    await seedCity(database, hangzhou);
    await seedCalendar(database);
  };
  const opened =
    env.DATABASE_URL === undefined ? await openDataFolder(env.DATA_DIR, prepare) : openServer(env);
  await prepare(opened.database);
  return opened;
}

function openServer({ DATABASE_URL = '', DATABASE_POOL, PREPARE_STATEMENTS }: HostEnv): DataFolder {
  const database = openPostgres({
    connectionString: DATABASE_URL,
    poolSize: DATABASE_POOL,
    prepareStatements: PREPARE_STATEMENTS === 'yes',
  });
  return { database, unlock: async () => undefined };
}

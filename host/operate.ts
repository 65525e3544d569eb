import path from 'node:path';
import type { Database } from '../cloudfunctions/_database/database';
import { toKeyRing } from '../cloudfunctions/_runtime/env';
import { createSealer, type Sealer } from '../cloudfunctions/_runtime/sealing';
import { DataFolderInUse } from './dataFolder';
import { readKeys } from './demoKeys';
import { readHostEnv } from './env';
import { openDatabase } from './openDatabase';

export interface Operating {
  readonly database: Database;
  readonly sealer: Sealer;
}

/** Runs a command of an operator on the database and with the keys of the environment. True makes it succeed. */
export async function operate(command: (operating: Operating) => Promise<boolean>): Promise<void> {
  try {
    const env = readHostEnv();
    // The bundle carries the migrations beside itself.
    const { database, unlock } = await openDatabase(env, path.join(__dirname, 'migrations'));
    try {
      const sealer = createSealer(toKeyRing(await readKeys(env)));
      process.exitCode = (await command({ database, sealer })) ? 0 : 1;
    } finally {
      await database.close();
      await unlock();
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof DataFolderInUse ? 3 : 1;
  }
}

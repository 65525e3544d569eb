import { openPostgres } from '../_database/postgresDatabase';
import { storageOfFunctions } from '../_evidence/openStorage';
import { openPlatforms } from '../_platforms/openPlatforms';
import { systemClock } from './clock';
import type { Dependencies } from './dependencies';
import { readServiceEnv, toKeyRing, toTokenKeys } from './env';
import { createLimiter } from './limiter';
import { consoleLog } from './log';
import { createSealer } from './sealing';
import { createTokens } from './tokens';

/** What a cloud function stands on, from its environment. */
export function liveDependencies(): Dependencies {
  const env = readServiceEnv();
  return {
    database: openPostgres({
      connectionString: env.DATABASE_URL,
      poolSize: env.DATABASE_POOL,
      prepareStatements: env.PREPARE_STATEMENTS === 'yes',
    }),
    clock: systemClock,
    sealer: createSealer(toKeyRing(env)),
    tokens: createTokens(toTokenKeys(env.TOKEN_KEYS), systemClock),
    log: consoleLog,
    limiter: createLimiter(() => performance.now()),
    platforms: openPlatforms(env, systemClock),
    files: storageOfFunctions(env),
    demo: false,
  };
}

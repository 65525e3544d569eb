import { z } from 'zod';
import { bucketEnv, databaseUrl, keyEnv, platformEnv, readEnv } from '../cloudfunctions/_runtime/env';

/** Everything that the function host reads from its environment; `.env.example` explains each. */
export const hostEnv = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: z.string().default('.data'),
    WEB_DIR: z.string().default('dist/h5'),
    DATABASE_URL: databaseUrl.optional(),
    DATABASE_POOL: z.coerce.number().int().min(1).max(50).default(8),
    PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    PREPARE_STATEMENTS: z.enum(['yes', 'no']).default('yes'),
    CLOCK: z.iso.datetime({ offset: true }).optional(),
    SEALING_KEYS: keyEnv.SEALING_KEYS.optional(),
    BLIND_INDEX_KEY: keyEnv.BLIND_INDEX_KEY.optional(),
    TOKEN_KEYS: keyEnv.TOKEN_KEYS.optional(),
    ...platformEnv,
    ...bucketEnv,
  })
  .superRefine((env, context) => {
    const production = env.NODE_ENV === 'production';
    if (production && env.CLOCK !== undefined) {
      context.addIssue({ code: 'custom', path: ['CLOCK'], message: 'only for demonstrations' });
    }
    const keys = ['SEALING_KEYS', 'BLIND_INDEX_KEY', 'TOKEN_KEYS'] as const;
    // A demonstration draws its own keys: all of them, or none.
    const needsKeys = production || keys.some((name) => env[name] !== undefined);
    const needed = [...(production ? ['DATABASE_URL' as const] : []), ...(needsKeys ? keys : [])];
    for (const name of needed) {
      if (env[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'missing' });
    }
  });

export type HostEnv = z.output<typeof hostEnv>;

export function readHostEnv(): HostEnv {
  return readEnv(hostEnv, process.env);
}

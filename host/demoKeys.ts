import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { HostEnv } from './env';

const keys = z.object({ SEALING_KEYS: z.string(), BLIND_INDEX_KEY: z.string(), TOKEN_KEYS: z.string() });

export type Keys = z.output<typeof keys>;

/**
 * The keys of the environment, or keys drawn once and kept beside the embedded database, so that a second start
 * can still open what the first one sealed. Production always brings its own (see `env.ts`).
 */
export async function readKeys(env: HostEnv): Promise<Keys> {
  const given = keys.safeParse(env);
  if (given.success) return given.data;

  const file = path.join(env.DATA_DIR, 'demo-keys.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return keys.parse(JSON.parse(kept));

  const drawn: Keys = {
    SEALING_KEYS: `s1:${drawKey()}`,
    BLIND_INDEX_KEY: drawKey(),
    TOKEN_KEYS: `t1:${drawKey()}`,
  };
  await mkdir(env.DATA_DIR, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(drawn, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return drawn;
}

function drawKey(): string {
  return randomBytes(32).toString('base64');
}

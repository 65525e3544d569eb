import { z } from 'zod';
import type { KeyRing } from './sealing';
import type { TokenKey } from './tokens';

/** Bytes of every key. */
const KEY_BYTES = 32;
/** Of 32 random bytes about 30 are different; a text that somebody typed, or a placeholder, has few. */
const DIFFERENT_BYTES = 16;

function keyFault(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text))
    return `not ${KEY_BYTES} bytes in base64 (openssl rand -base64 32 draws one)`;
  const bytes = new Set(Buffer.from(text, 'base64'));
  return bytes.size < DIFFERENT_BYTES
    ? 'a key that anybody could guess; draw one with openssl rand -base64 32'
    : undefined;
}

function keyListFault(list: string): string | undefined {
  const entries = list.split(',').map((entry) => /^([\w-]{1,32}):(.*)$/.exec(entry.trim()));
  const ids = entries.map((entry) => entry?.[1]);
  if (ids.includes(undefined)) return 'not a list of id:key, separated by commas';
  if (new Set(ids).size < ids.length) return 'two keys have the same id';
  return entries.map((entry) => keyFault(entry?.[2] ?? '')).find((fault) => fault !== undefined);
}

/** A text in which `faultOf` finds nothing wrong; the fault is said without the text. */
function checked(faultOf: (text: string) => string | undefined) {
  return z.string().superRefine((text, context) => {
    const fault = faultOf(text);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });
}

/** What seals, signs and finds; the host and the cloud functions read the same. */
export const keyEnv = {
  SEALING_KEYS: checked(keyListFault),
  BLIND_INDEX_KEY: checked(keyFault),
  TOKEN_KEYS: checked(keyListFault),
};

export const databaseUrl = checked((text) =>
  /^postgres(ql)?:\/\/[^\s]+$/.test(text) && URL.canParse(text)
    ? undefined
    : 'not the address of a PostgreSQL server, postgres://user@host:5432/database',
);

const pemOrBody = z.string().min(64);

/** The vendors' doors; a platform without its names admits nobody and is sent nothing. */
export const platformEnv = {
  WECHAT_APP_ID: z.string().min(3).optional(),
  WECHAT_APP_SECRET: z.string().min(8).optional(),
  WECHAT_ENDPOINT: z.url().default('https://api.weixin.qq.com'),
  ALIPAY_APP_ID: z.string().min(3).optional(),
  ALIPAY_PRIVATE_KEY: pemOrBody.optional(),
  ALIPAY_PUBLIC_KEY: pemOrBody.optional(),
  ALIPAY_ENDPOINT: z.url().default('https://openapi.alipay.com'),
  SMS_ACCESS_KEY_ID: z.string().min(3).optional(),
  SMS_ACCESS_KEY_SECRET: z.string().min(8).optional(),
  SMS_SIGN_NAME: z.string().min(2).optional(),
  SMS_ENDPOINT: z.url().default('https://dysmsapi.aliyuncs.com'),
};

/** A private bucket for sealed files, where there is one. */
export const bucketEnv = {
  BUCKET_URL: z.url().optional(),
  BUCKET_REGION: z.string().min(2).default('ap-shanghai'),
  BUCKET_KEY_ID: z.string().min(3).optional(),
  BUCKET_KEY: z.string().min(8).optional(),
};

export interface BucketEnv {
  readonly BUCKET_URL?: string | undefined;
  readonly BUCKET_REGION: string;
  readonly BUCKET_KEY_ID?: string | undefined;
  readonly BUCKET_KEY?: string | undefined;
}

/** Everything that a cloud function reads from its environment; `.env.example` explains each. */
export const serviceEnv = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  DATABASE_URL: databaseUrl,
  DATABASE_POOL: z.coerce.number().int().min(1).max(50).default(1),
  PREPARE_STATEMENTS: z.enum(['yes', 'no']).default('yes'),
  ...keyEnv,
  TIMER_SECRET: z.string().min(24).optional(),
  ...platformEnv,
  ...bucketEnv,
});

export type ServiceEnv = z.output<typeof serviceEnv>;

/** Parses an environment, or throws one error that names everything missing or wrong (never its value). */
export function readEnv<Schema extends z.ZodType>(
  schema: Schema,
  source: NodeJS.ProcessEnv,
): z.output<Schema> {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = new Map(
    parsed.error.issues.map(({ path, message }) => [
      path.join('.'),
      source[path.join('.')] === undefined ? 'missing' : message,
    ]),
  );
  const lines = [...faults].map(([name, fault]) => `  ${name}: ${fault}`);
  throw new Error(`These settings are missing or wrong (.env.example explains them):\n${lines.join('\n')}`);
}

/** The environment of the process that runs a cloud function. */
export function readServiceEnv(): ServiceEnv {
  return readEnv(serviceEnv, process.env);
}

export function toTokenKeys(list: string): TokenKey[] {
  return list.split(',').map((entry) => {
    const [id = '', key = ''] = entry.trim().split(':');
    return { id, key: Buffer.from(key, 'base64') };
  });
}

export function toKeyRing({
  SEALING_KEYS,
  BLIND_INDEX_KEY,
}: Pick<ServiceEnv, 'SEALING_KEYS' | 'BLIND_INDEX_KEY'>): KeyRing {
  return { sealing: toTokenKeys(SEALING_KEYS), blind: Buffer.from(BLIND_INDEX_KEY, 'base64') };
}

/** The process's environment, for what a platform injects anew at each call. */
export function processEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

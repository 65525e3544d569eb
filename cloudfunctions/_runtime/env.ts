import { z } from 'zod';
import type { KeyRing } from './sealing';
import type { TokenKey } from './tokens';

const keyList = z.string().regex(/^[\w-]+:[A-Za-z0-9+/=]{43,}(,[\w-]+:[A-Za-z0-9+/=]{43,})*$/);

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
  DATABASE_URL: z.url(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(50).default(1),
  PREPARE_STATEMENTS: z.enum(['yes', 'no']).default('yes'),
  SEALING_KEYS: keyList,
  BLIND_INDEX_KEY: z.base64().min(43),
  TOKEN_KEYS: keyList,
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
  const names = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))];
  throw new Error(`These environment variables are missing or wrong: ${names.join(', ')}. See .env.example.`);
}

/** The environment of the process that runs a cloud function. */
export function readServiceEnv(): ServiceEnv {
  return readEnv(serviceEnv, process.env);
}

export function toTokenKeys(list: string): TokenKey[] {
  return list.split(',').map((entry) => {
    const [id = '', key = ''] = entry.split(':');
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

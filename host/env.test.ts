import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { readEnv, serviceEnv } from '../cloudfunctions/_runtime/env';
import { hostEnv } from './env';

const drawn = (name: string) => createHash('sha256').update(name).digest('base64');
const key = drawn('key');
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://booking@127.0.0.1:5432/booking',
  SEALING_KEYS: `s1:${key}`,
  BLIND_INDEX_KEY: key,
  TOKEN_KEYS: `t1:${key}`,
};

describe('the environment', () => {
  it('is explained in .env.example, every name of it and none besides', () => {
    const text = readFileSync(path.join(__dirname, '../.env.example'), 'utf8');
    const explained = [...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name!);
    const read = new Set([...Object.keys(serviceEnv.shape), ...Object.keys(hostEnv.shape)]);

    expect([...new Set(explained)].sort()).toEqual([...read].sort());
  });

  it('needs nothing for a demonstration', () => {
    expect(readEnv(hostEnv, {})).toMatchObject({ NODE_ENV: 'development', PORT: 3000, DATA_DIR: '.data' });
  });

  it('in production refuses a chosen clock and missing keys, all named at once and none shown', () => {
    expect(readEnv(hostEnv, production)).toMatchObject({ NODE_ENV: 'production' });
    expect(() => readEnv(hostEnv, { ...production, CLOCK: '2026-11-23T09:00:00+08:00' })).toThrow(/CLOCK/);
    expect(() => readEnv(hostEnv, { NODE_ENV: 'production' })).toThrow(
      /DATABASE_URL: missing\n.*SEALING_KEYS: missing\n.*BLIND_INDEX_KEY: missing\n.*TOKEN_KEYS: missing/,
    );
    expect(() => readEnv(serviceEnv, { ...production, TOKEN_KEYS: 'secret-but-wrong' })).toThrow(
      /^(?!.*secret-but-wrong).*TOKEN_KEYS/s,
    );
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'not a url'],
    ['CLOCK', 'tomorrow'],
    ['PREPARE_STATEMENTS', 'maybe'],
  ])('refuses %s=%s with its name', (name, value) => {
    expect(() => readEnv(hostEnv, { [name]: value })).toThrow(name);
  });

  const bad: [string, string][] = [
    ['TOKEN_KEYS', 't1:AAAA'],
    ['TOKEN_KEYS', 't1:...'],
    ['TOKEN_KEYS', `t1:${Buffer.alloc(32).toString('base64')}`],
    ['TOKEN_KEYS', `t1:${Buffer.from('abcdabcdabcdabcdabcdabcdabcdabcd').toString('base64')}`],
    ['TOKEN_KEYS', `t1:${key}=`],
    ['TOKEN_KEYS', `t1:${Buffer.alloc(31, 'q7').toString('base64')}`],
    ['TOKEN_KEYS', `t1:${Buffer.concat([Buffer.from(key, 'base64'), Buffer.from('x')]).toString('base64')}`],
    ['TOKEN_KEYS', key],
    ['TOKEN_KEYS', `t1:${key},t1:${drawn('other')}`],
    ['TOKEN_KEYS', `t1:${key},`],
    ['TOKEN_KEYS', ''],
    ['SEALING_KEYS', 's1:...'],
    ['SEALING_KEYS', `s1:${key},s1:${key}`],
    ['BLIND_INDEX_KEY', '...'],
    ['BLIND_INDEX_KEY', 'AAAA'],
    ['BLIND_INDEX_KEY', `b:${key}`],
    ['DATABASE_URL', 'mysql://booking@127.0.0.1:3306/booking'],
    ['DATABASE_URL', '127.0.0.1:5432'],
  ];
  it.each(bad)('of the host and of the functions refuses %s=%s and shows no value', (name, value) => {
    for (const schema of [hostEnv, serviceEnv]) {
      const reading = () => readEnv<z.ZodType>(schema, { ...production, [name]: value });
      expect(reading).toThrow(new RegExp(`  ${name}: `));
      if (value.length > 10) expect(reading).not.toThrow(value);
    }
  });

  it('takes several keys with different ids, spaces after commas too', () => {
    const keys = `t2:${drawn('new')}, t1:${key}`;
    expect(readEnv(hostEnv, { ...production, TOKEN_KEYS: keys })).toMatchObject({ TOKEN_KEYS: keys });
  });

  it('in a demonstration takes all keys or none', () => {
    expect(() => readEnv(hostEnv, { TOKEN_KEYS: `t1:${key}` })).toThrow(/SEALING_KEYS: missing\n.*BLIND/);
  });
});

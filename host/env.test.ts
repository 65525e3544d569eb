import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readEnv, serviceEnv } from '../cloudfunctions/_runtime/env';
import { hostEnv } from './env';

const key = Buffer.alloc(32, 1).toString('base64');
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
      /DATABASE_URL, SEALING_KEYS, BLIND_INDEX_KEY, TOKEN_KEYS/,
    );
    expect(() => readEnv(serviceEnv, { ...production, TOKEN_KEYS: 'secret-but-wrong' })).toThrow(
      /^(?!.*secret-but-wrong).*TOKEN_KEYS/,
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
});

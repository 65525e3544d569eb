import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Reservation } from '../contract/reservations';
import { callFunction } from '../tests/support/cloudFunction';
import { freshPostgres, type TestPostgres } from '../tests/support/postgresDatabase';
import { sql } from './_database/sql';

/** The cloud functions as they are uploaded: each bundle alone in a process, on PostgreSQL, called as WeChat calls. */
const phone = (openid: string) => ({ TCB_SOURCE: 'wx_client', WX_OPENID: openid });
const timer = { TCB_SOURCE: 'wx_trigger' };
const key = () => randomBytes(32).toString('base64');

let postgres: TestPostgres;
let env: Record<string, string>;

beforeAll(async () => {
  postgres = await freshPostgres(2);
  env = {
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url,
    SEALING_KEYS: `s1:${key()}`,
    BLIND_INDEX_KEY: key(),
    TOKEN_KEYS: `t1:${key()}`,
    TIMER_SECRET: 'a-secret-of-the-trigger-only',
  };
});
afterAll(() => postgres.drop());

async function data<Data>(room: string, operation: string, input: object, openid = 'openid-bundle') {
  const reply = (await callFunction(room, env, { operation, input }, phone(openid))) as {
    ok: boolean;
    data: Data;
  };
  if (!reply.ok) throw new Error(`${room}.${operation}: ${JSON.stringify(reply)}`);
  return reply.data;
}

const built = readdirSync(path.resolve(__dirname, '../dist/cloudfunctions'));

describe('every bundle', () => {
  it('is built from a room, and every room is built', () => {
    const rooms = readdirSync(__dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
      .filter(({ name }) => readdirSync(path.join(__dirname, name)).includes('index.ts'));

    expect([...built].sort()).toEqual(rooms.map(({ name }) => name).sort());
  });

  it.each(built.filter((room) => room !== 'timers'))(
    '%s loads, reaches its database and knows its own',
    async (room) => {
      const reply = await callFunction(room, env, { operation: 'noSuchOperation' }, phone('openid-smoke'));

      expect(reply).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND', details: { field: 'operation' } },
      });
      // The caller was looked up before: the account was made in the database.
      const rows = await postgres.database.rows(sql`select 1 from account where subject = 'openid-smoke'`);
      expect(rows).toHaveLength(1);
    },
  );

  it.each(built)('%s says which variables are missing, and not what the others hold', async (room) => {
    const event = { operation: 'x', TriggerName: 'openSessions' };
    const bare = { DATABASE_URL: postgres.url, TOKEN_KEYS: 'a-wrong-secret' };

    const call = callFunction(room, bare, event, room === 'timers' ? timer : phone('openid-smoke'));

    await expect(call).rejects.toThrow(/SEALING_KEYS: missing\n.*BLIND_INDEX_KEY: missing\n.*TOKEN_KEYS: /);
    await expect(call).rejects.not.toThrow(/a-wrong-secret/);
  });
});

describe('the timers', () => {
  const open = { TriggerName: 'openSessions', Type: 'Timer' };

  it('run for a trigger, or for whoever brings its secret', async () => {
    const first = await callFunction('timers', env, open, timer);
    expect(first).toEqual({ ok: true, changed: expect.any(Number) });
    expect((first as { changed: number }).changed).toBeGreaterThan(100);
    expect(await callFunction('timers', env, { ...open, Message: env.TIMER_SECRET })).toEqual({
      ok: true,
      changed: 0,
    });
  });

  it('do not run for a phone, for an HTTP request, or for a wrong secret', async () => {
    const nothing = { ok: false, changed: 0 };

    expect(await callFunction('timers', env, open, phone('openid-forger'))).toEqual(nothing);
    expect(
      await callFunction('timers', env, { ...open, httpMethod: 'POST', headers: {}, requestContext: {} }),
    ).toEqual(nothing);
    expect(await callFunction('timers', env, { ...open, Message: 'a-secret-of-the-trigger-onlY' })).toEqual(
      nothing,
    );
    expect(await callFunction('timers', env, { TriggerName: 'constructor' }, timer)).toEqual(nothing);
  });
});

describe('a visit booked through the bundles', () => {
  it('is made, seen and cancelled by one phone and hidden from another', async () => {
    await callFunction('timers', env, { TriggerName: 'openSessions' }, timer);
    await data('privacy', 'giveConsent', { purpose: 'booking', version: 1 });
    const { options } = await data<{ options: { slot: string }[] }>('slots', 'earliest', {
      service: 'passport',
    });
    const person = {
      name: '王小明',
      documentType: 'passport',
      documentNumber: 'E10000001',
      birthDate: '1990-01-01',
      residence: 'in-province',
    };

    const { reservation } = await data<{ reservation: Reservation }>('reservations', 'make', {
      slot: options[0]!.slot,
      people: [{ person, services: ['passport'] }],
      phone: '13812345678',
    });

    const mine = (openid?: string) =>
      data<{ reservations: Reservation[] }>('reservations', 'listMine', {}, openid);
    expect((await mine()).reservations.map(({ id }) => id)).toEqual([reservation.id]);
    expect((await mine('openid-stranger')).reservations).toEqual([]);
  });
});

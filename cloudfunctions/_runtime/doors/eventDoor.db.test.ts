import { z } from 'zod';
import { operation } from '../../../contract/operation';
import { accept } from '../../../domain/outcome';
import { freshHangzhou } from '../../../tests/support/freshDatabase';
import { openService, type Service } from '../../../tests/support/service';
import type { Database } from '../../_database/database';
import { sql } from '../../_database/sql';
import type { Caller } from '../caller';
import { type CallContext, type ServedRoom, serve } from '../serve';
import { readCloudOrigin } from './cloudContext';
import { eventDoor } from './eventDoor';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const ACCOUNT = '01900000-0000-7000-8000-000000000001';

let database: Database;
let service: Service;
let probe: ServedRoom;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
  probe = openProbe();
});
beforeEach(() => service.setNow(MONDAY_NINE));
afterAll(() => database.close());

/** A room with one operation for each audience, which answers who it thinks is asking. */
function openProbe(): ServedRoom {
  const output = z.object({ caller: z.string(), accountId: z.string() });
  const tell = async (_dependencies: unknown, _input: unknown, { caller, accountId }: CallContext) =>
    accept({ caller: caller.kind, accountId });
  return serve(
    'probe',
    {
      forAnyone: operation({ kind: 'read', audience: 'anyone' }, 'anyone', z.object({}), output),
      forCitizens: operation({ kind: 'write', audience: 'citizen' }, 'citizens', z.object({}), output),
      forStaff: operation({ kind: 'read', audience: 'staff' }, 'staff', z.object({}), output),
      forTimers: operation({ kind: 'write', audience: 'system' }, 'timers', z.object({}), output),
    },
    { forAnyone: tell, forCitizens: tell, forStaff: tell, forTimers: tell },
    service.dependencies,
  );
}

const wechat = (openid: string, source = 'wx_client') => ({
  environment: JSON.stringify({ TCB_SOURCE: source, WX_OPENID: openid, WX_APPID: 'wx1' }),
});
const main = (room: ServedRoom, environment: NodeJS.ProcessEnv = {}) =>
  eventDoor(
    () => room,
    () => environment,
  );

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const httpEvent = (path: string, body: unknown, headers: object = {}, more: object = {}) => ({
  httpMethod: 'POST',
  path,
  headers,
  body: JSON.stringify(body),
  isBase64Encoded: false,
  requestContext: { requestId: 'gateway' },
  ...more,
});

async function http(room: ServedRoom, event: unknown): Promise<{ status: number; reply: unknown }> {
  const answer = (await main(room)(event, {})) as unknown as HttpAnswer;
  expect(answer).toMatchObject({ isBase64Encoded: false, headers: { 'cache-control': 'no-store' } });
  return { status: answer.statusCode, reply: JSON.parse(answer.body) };
}

describe('a call from a WeChat phone', () => {
  it('is known by the OPENID of the platform, whatever the event says', async () => {
    const plain = await main(probe)({ operation: 'forCitizens', input: {} }, wechat('openid-a'));

    const forged = await main(probe)(
      {
        operation: 'forCitizens',
        input: {},
        openid: 'openid-b',
        OPENID: 'openid-b',
        WX_OPENID: 'openid-b',
        userInfo: { openId: 'openid-b' },
        platformIdentity: { channel: 'wechat', subject: 'openid-b' },
        caller: { kind: 'system' },
        environment: JSON.stringify({ WX_OPENID: 'openid-b' }),
      },
      wechat('openid-a'),
    );

    expect(plain).toMatchObject({ ok: true, data: { caller: 'citizen' } });
    expect(forged).toEqual(plain);
    expect(await database.rows(sql`select 1 from account where subject = 'openid-b'`)).toEqual([]);
  });

  it('cannot dress up as an HTTP request with somebody else’s token', async () => {
    const victim = await service.citizen('victim');
    const headers = { authorization: `Bearer ${victim.token}` };

    const reply = await main(service.rooms.identity)(
      httpEvent('/identity/listPeople', {}, headers),
      wechat('openid-thief'),
    );

    expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(reply).not.toHaveProperty('statusCode');
  });

  it('counts as its own account when it brings somebody else’s token', async () => {
    const victim = await service.citizen('victim');
    const event = { operation: 'forCitizens', input: {} };

    const own = await main(probe)(event, wechat('openid-thief'));
    const stolen = await main(probe)({ ...event, token: victim.token }, wechat('openid-thief'));

    expect(stolen).toEqual(own);
  });

  it.each(['forTimers', 'forStaff'])('may not call %s', async (operation) => {
    const reply = await main(probe)(
      { operation, input: {}, Type: 'Timer', TriggerName: 'openSessions' },
      wechat('openid-a'),
    );

    expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  });

  it.each(['constructor', 'toString', '__proto__', '', 'nothing'])(
    'finds no operation called "%s"',
    async (operation) => {
      expect(await main(probe)({ operation, input: {} }, wechat('openid-a'))).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
    },
  );

  it('is refused when the key of a write is not one', async () => {
    const event = { operation: 'forCitizens', input: {}, idempotencyKey: 'short' };

    expect(await main(probe)(event, wechat('openid-a'))).toMatchObject({
      error: { code: 'INVALID_INPUT', details: { field: 'idempotencyKey' } },
    });
  });

  it('of an unknown city is not found, and of none is Hangzhou’s', async () => {
    const event = { operation: 'forAnyone', input: {} };

    expect(await main(probe)({ ...event, city: '999999' }, wechat('openid-a'))).toMatchObject({
      error: { code: 'NOT_FOUND', details: { field: 'city' } },
    });
    expect(await main(probe)({ ...event, city: { $ne: '' } }, wechat('openid-a'))).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    expect(await main(probe)(event, wechat('openid-a'))).toMatchObject({ ok: true });
  });
});

describe('where a call comes from', () => {
  it.each([
    ['a timer', 'wx_trigger'],
    ['another function', 'scf'],
    ['a payment callback', 'wx_paycallback'],
    ['nobody knows where', 'something'],
  ])('admits no call of %s to a room', async (_name, source) => {
    const event = httpEvent('/probe/forAnyone', {});

    expect(await main(probe)({ ...event, operation: 'forAnyone' }, wechat('openid-a', source))).toMatchObject(
      {
        ok: false,
        error: { code: 'NOT_ALLOWED' },
      },
    );
  });

  it('is decided by the first of several sources', () => {
    const origin = (TCB_SOURCE: string) =>
      readCloudOrigin({ environment: JSON.stringify({ TCB_SOURCE }) }, {});

    expect(origin('wx_client,scf').source).toBe('wx_client');
    expect(origin('scf,wx_client').source).toBe('scf');
  });

  it('is read from the process where the context says nothing, and never mixed from both', () => {
    const left = { TCB_SOURCE: 'wx_client', WX_OPENID: 'openid-of-the-call-before' };

    expect(readCloudOrigin({}, left)).toMatchObject({ source: 'wx_client', openId: left.WX_OPENID });
    expect(readCloudOrigin({ environment: 'not json' }, left).openId).toBe(left.WX_OPENID);
    expect(readCloudOrigin({ environment: JSON.stringify({ TCB_SOURCE: 'wx_client' }) }, left)).toMatchObject(
      {
        source: 'wx_client',
        openId: '',
      },
    );
  });

  it('without an OPENID is no phone', async () => {
    expect(await main(probe)({ operation: 'forAnyone', input: {} }, wechat(''))).toMatchObject({
      error: { code: 'NOT_ALLOWED' },
    });
    expect(await main(probe)(null, {})).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
  });
});

describe('an HTTP event', () => {
  const asked = (path: string, headers: object = {}) => http(probe, httpEvent(path, {}, headers));
  const tokenOf = (caller: Caller) =>
    service.dependencies.tokens
      .issue('accountId' in caller ? caller.accountId : '', '330100')
      .then(({ token }) => token);

  it('is anonymous until its token proves otherwise', async () => {
    const token = await tokenOf({ kind: 'citizen', accountId: ACCOUNT });

    expect(await asked('/probe/forAnyone')).toMatchObject({
      status: 200,
      reply: { data: { caller: 'anonymous' } },
    });
    expect(await asked('/probe/forCitizens')).toMatchObject({
      status: 200,
      reply: { error: { code: 'NOT_SIGNED_IN' } },
    });
    expect(await asked('/probe/forCitizens', { Authorization: `Bearer ${token}` })).toMatchObject({
      reply: { data: { caller: 'citizen', accountId: ACCOUNT } },
    });
    expect(await asked('/probe/forTimers', { Authorization: `Bearer ${token}` })).toMatchObject({
      reply: { error: { code: 'NOT_ALLOWED' } },
    });
  });

  it('is nobody with a wrong token, a token of another city, or an expired one', async () => {
    const token = await tokenOf({ kind: 'citizen', accountId: ACCOUNT });
    const elsewhere = await service.dependencies.tokens.issue(ACCOUNT, '110000');

    for (const wrong of ['garbage', `${token}x`, elsewhere.token]) {
      expect(await asked('/probe/forCitizens', { authorization: `Bearer ${wrong}` })).toMatchObject({
        reply: { error: { code: 'NOT_SIGNED_IN' } },
      });
    }
    service.setNow('2026-11-24T09:00:00+08:00');
    expect(await asked('/probe/forCitizens', { authorization: `Bearer ${token}` })).toMatchObject({
      reply: { error: { code: 'NOT_SIGNED_IN' } },
    });
  });

  it('may write the names of its headers and the scheme in any case, and spaces around what they say', async () => {
    const token = await tokenOf({ kind: 'citizen', accountId: ACCOUNT });
    for (const written of [
      (text: string) => text.toLowerCase(),
      (text: string) => text.toUpperCase(),
      (text: string) => text.replace(/(^|-)./g, (start) => start.toUpperCase()),
    ]) {
      const headers = {
        [written('authorization')]: ` ${written('bearer')} ${token} `,
        [written('x-city')]: ' 330100 ',
        [written('idempotency-key')]: ` key-${written('a')}-${'0'.repeat(20)}\t`,
      };
      expect(await asked('/probe/forCitizens', headers)).toMatchObject({
        reply: { data: { caller: 'citizen' } },
      });
    }
  });

  it('never says by a header of its own who is asking', async () => {
    const headers = { 'x-wx-openid': 'openid-a', 'X-WX-SOURCE': 'wx_client', 'x-account': ACCOUNT };

    expect(await asked('/probe/forCitizens', headers)).toMatchObject({
      reply: { error: { code: 'NOT_SIGNED_IN' } },
    });
  });

  it('may come with its path cut down and its body in base64', async () => {
    const body = Buffer.from('{}').toString('base64');

    for (const isBase64Encoded of [true, 'true']) {
      const event = httpEvent('/forAnyone', {}, {}, { body, isBase64Encoded });
      expect(await http(probe, event)).toMatchObject({ status: 200, reply: { ok: true } });
    }
  });

  it('hears 404, 405 and INVALID_INPUT where they belong', async () => {
    expect(await asked('/probe/nothing')).toMatchObject({
      status: 404,
      reply: { error: { code: 'NOT_FOUND' } },
    });
    expect(await asked('/probe/constructor')).toMatchObject({ status: 404 });
    expect(await http(probe, httpEvent('/probe/forAnyone', {}, {}, { httpMethod: 'GET' }))).toMatchObject({
      status: 405,
    });
    expect(await http(probe, httpEvent('/probe/forAnyone', {}, {}, { body: '{' }))).toMatchObject({
      status: 200,
      reply: { error: { code: 'INVALID_INPUT' } },
    });
  });

  it('does a write with a key once', async () => {
    const { token } = await service.citizen('keyed');
    const person = {
      name: '王小明',
      documentType: 'passport',
      documentNumber: 'E00000001',
      birthDate: '1990-01-01',
      residence: 'in-province',
    };
    const save = (documentNumber: string) =>
      http(
        service.rooms.identity,
        httpEvent(
          '/identity/savePerson',
          { person: { ...person, documentNumber } },
          { Authorization: `Bearer ${token}`, 'Idempotency-Key': 'one-and-the-same' },
        ),
      );

    const first = await save('E00000001');

    expect(first).toMatchObject({ reply: { ok: true } });
    expect(await save('E00000001')).toEqual(first);
    expect(await save('E00000002')).toMatchObject({ reply: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } } });
  });
});

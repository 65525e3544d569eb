import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Statement } from '../cloudfunctions/_database/sql';
import { unlimited } from '../cloudfunctions/_runtime/limiter';
import { silentLog } from '../cloudfunctions/_runtime/log';
import type { Call, ServedRoom } from '../cloudfunctions/_runtime/serve';
import type { Reply } from '../contract/envelope';
import { rooms } from '../contract/rooms';
import { trustRuleNames } from '../domain/trust/trustRules';
import { createHttpServer } from './httpServer';

const days = Array.from({ length: 200 }, (_, index) => ({ date: `day-${index}`, open: 3 }));

let server: Server;
let address: string;
let calls: Call[];
let version: number | undefined;
let reply: () => Reply;

beforeEach(async () => {
  calls = [];
  version = 1;
  reply = () => ({ ok: true, data: { days, asOf: new Date().toISOString() } });
  const room = (name: 'slots' | 'reservations' | 'windows'): ServedRoom => ({
    name,
    operations: rooms[name],
    dependencies: {
      log: silentLog,
      database: {
        rows: async ({ text }: Statement) =>
          text.includes('booking_rule')
            ? trustRuleNames.map((name) => ({ name, value: 1_000 }))
            : [{ city: '330100' }, { city: '330200' }],
      },
      limiter: unlimited,
    } as unknown as ServedRoom['dependencies'],
    call: async (call) => {
      calls.push(call);
      return reply();
    },
  });
  server = createHttpServer({
    rooms: [room('slots'), room('reservations'), room('windows')],
    version: () => version,
    openapi: '{}',
    proxies: 0,
    demo: false,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const search = (headers: Record<string, string> = {}, input = '{"service":"passport"}') =>
  fetch(`${address}/api/slots/search?input=${encodeURIComponent(input)}`, { headers });

it('works out one answer for all who ask the same at once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => search().then((each) => each.json())));

  expect(calls).toHaveLength(1);
  expect(calls[0]!.input).toEqual({ service: 'passport' });
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
});

it('answers 304 to whoever has the answer, as long as nothing but the moment has changed', async () => {
  const first = await search();
  const etag = first.headers.get('etag')!;
  version = 2;
  const same = await search({ 'if-none-match': etag });
  version = 3;
  reply = () => ({ ok: true, data: { days: days.slice(1), asOf: new Date().toISOString() } });
  const changed = await search({ 'if-none-match': etag });

  expect([first.status, same.status, changed.status]).toEqual([200, 304, 200]);
  expect(await same.text()).toBe('');
  expect(changed.headers.get('etag')).not.toBe(etag);
  expect(calls).toHaveLength(3);
});

it('asks anew as soon as a slot has changed, and for every other question and city', async () => {
  await search();
  await search();
  version = 2;
  await search();
  await search({}, '{"service":"tw-permit"}');
  await search({ 'x-city': '330200' });

  expect(calls).toHaveLength(4);
});

it('asks anew once somebody has said how a kiosk is', async () => {
  const post = (operation: string) => fetch(`${address}/api/${operation}`, { method: 'POST', body: '{}' });
  await post('windows/city');
  await search();
  await post('windows/reportKiosk');
  await post('windows/city');
  await search();

  expect(calls.map(({ operation }) => operation)).toEqual(['city', 'search', 'reportKiosk', 'city']);
});

it('sends it compressed to whoever can read that', async () => {
  const plain = await search({ 'accept-encoding': 'identity' });
  const small = await search({ 'accept-encoding': 'gzip' });

  expect(small.headers.get('content-encoding')).toBe('gzip');
  expect(Number(small.headers.get('content-length'))).toBeLessThan(
    Number(plain.headers.get('content-length')) / 5,
  );
  expect(await small.json()).toEqual(await plain.json());
});

it('shares no refusal, and gives no operation of a person to others', async () => {
  reply = () => ({ ok: false, error: { code: 'TRY_AGAIN', requestId: 'r' } });
  await search();
  await search();
  expect(calls).toHaveLength(2);

  reply = () => ({ ok: true, data: {} });
  const mine = () => fetch(`${address}/api/reservations/listMine`, { method: 'POST', body: '{}' });
  await mine();
  await mine();
  expect(calls).toHaveLength(4);
  expect((await fetch(`${address}/api/reservations/listMine?input={}`)).status).toBe(405);
});

it('refuses a body that is too large, and one that is no JSON', async () => {
  const post = (body: string) => fetch(`${address}/api/slots/search`, { method: 'POST', body });
  const large = await post('x'.repeat(70_000)).then(
    ({ status }) => status,
    () => 413,
  );
  const wrong = (await (await post('{')).json()) as { error: { code: string } };

  expect(large).toBe(413);
  expect(wrong.error.code).toBe('INVALID_INPUT');
});

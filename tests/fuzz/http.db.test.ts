import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLog } from '../../cloudfunctions/_runtime/log';
import { hostEnv } from '../../host/env';
import { type Host, openHost } from '../../host/openHost';
import { migrationsFolder } from '../support/freshDatabase';

let host: Host;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'booking-http-'));
  const env = hostEnv.parse({ PORT: '0', DATA_DIR: folder, WEB_DIR: 'none', NODE_ENV: 'test' });
  host = await openHost(env, migrationsFolder, silentLog);
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

const post = (body: BodyInit, headers: Record<string, string> = {}, place = '/api/slots/promise') =>
  fetch(`${host.address}${place}`, { method: 'POST', body, headers });

/** A request as no library would send it; the first line of the answer. */
function raw(text: string): Promise<string> {
  const { port, hostname } = new URL(host.address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });
}

describe('the host', () => {
  it.each(['/api/windows/city', '/healthz', '/openapi.json', '/', '/nowhere'])(
    'answers %s with headers that keep a browser safe, and to no other site',
    async (place) => {
      const response = await fetch(`${host.address}${place}`, {
        headers: { origin: 'https://evil.example' },
      });

      const headers: Record<string, string> = {};
      response.headers.forEach((value, name) => {
        headers[name] = value;
      });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(response.headers.get('x-powered-by')).toBeNull();
    },
  );

  it('gives no leave to a preflight of another site', async () => {
    const response = await fetch(`${host.address}/api/reservations/make`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });

    expect(response.status).toBe(405);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['no JSON', '{"service":'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0xc3])],
    ['a list', '[]'],
    ['a text', '"passport"'],
    ['nothing but null', 'null'],
    ['thousands of brackets', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['a prototype', '{"__proto__":{"service":"passport"},"constructor":{}}'],
    ['a number beyond numbers', '{"service":1e999}'],
  ])('says what is wrong with a body that is %s', async (_what, body) => {
    const response = await post(body);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  });

  it('does not read more than 64 KB', async () => {
    const response = await post(JSON.stringify({ service: 'x'.repeat(70_000) }));

    expect(response.status).toBe(413);
  });

  it.each([
    ['an operation that every object has', '/api/slots/constructor'],
    ['a room that every object has', '/api/__proto__/toString'],
    ['a deeper path', '/api/slots/promise/more'],
  ])('does not know %s', async (_what, place) => {
    const response = await post('{}', {}, place);

    expect(response.status).toBe(404);
  });

  it('lets nobody out of the folder of the web client', async () => {
    const place = '/..%2f..%2f..%2f..%2fetc/passwd';

    expect((await post('{}', {}, place)).status).toBe(405);
    expect(await (await fetch(`${host.address}${place}`)).text()).not.toContain('root:');
  });

  it('takes no header for more than it is', async () => {
    const body = JSON.stringify({ service: 'passport', residence: 'in-province', acceptedOn: '2026-11-24' });
    const replies = await Promise.all(
      [
        { 'x-city': '000000' },
        { 'x-city': "330100' or 1=1" },
        { authorization: `Bearer ${'a'.repeat(4_000)}` },
        { authorization: 'Basic YWRtaW46YWRtaW4=' },
        { 'idempotency-key': '../../' },
        { 'x-forwarded-for': '203.0.113.7', 'x-device': '<script>' },
        { 'x-wx-openid': 'victim', 'x-wx-source': 'wx_client' },
      ].map(async (headers) => (await post(body, headers)).json()),
    );

    expect(replies.map((reply) => (reply.ok ? 'OK' : reply.error.code))).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      'OK',
      'OK',
      'INVALID_INPUT',
      'OK',
      'OK',
    ]);
  });

  it('ends a conversation that is no HTTP, and lives on', async () => {
    expect(await raw('GARBAGE\r\n\r\n')).toMatch(/400|^$/);
    expect(await raw(`GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`)).toMatch(/431|400/);
    expect(
      await raw(
        'POST /api/slots/promise HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      ),
    ).toMatch(/400/);
    expect((await fetch(`${host.address}/healthz`)).status).toBe(200);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../cloudfunctions/_database/database';
import { freshHangzhou } from '../tests/support/freshDatabase';
import { openService, type Service } from '../tests/support/service';
import { createHttpServer } from './httpServer';
import { readWebFiles } from './webFiles';

let database: Database;
let service: Service;
let webFolder: string;
let server: Server;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, '2026-11-23T09:00:00+08:00');
  webFolder = mkdtempSync(path.join(tmpdir(), 'web-'));
  writeFileSync(path.join(webFolder, 'index.html'), '<title>the web client</title>');
});
beforeEach(async () => {
  server = await open(false);
});
afterEach(() => closed(server));
afterAll(async () => {
  rmSync(webFolder, { recursive: true });
  await database.close();
});

function open(demo: boolean, rooms = Object.values(service.rooms)): Promise<Server> {
  const opened = createHttpServer({
    rooms,
    openapi: '{"openapi":"3.1.0"}',
    web: readWebFiles(webFolder),
    demo,
    proxies: 0,
    version: () => undefined,
  });
  return new Promise((resolve) => opened.listen(0, '127.0.0.1', () => resolve(opened)));
}

function closed(open: Server): Promise<void> {
  return new Promise((resolve) => {
    open.close(() => resolve());
    open.closeAllConnections();
  });
}

const portOf = (open: Server) => (open.address() as AddressInfo).port;

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  readonly json: unknown;
}

interface Question {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly to?: Server;
}

function ask(place: string, { method = 'POST', body = '{}', headers = {}, to = server }: Question = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const asking = request(
      { port: portOf(to), host: '127.0.0.1', path: place, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = /json/.test(response.headers['content-type'] ?? '');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: isJson ? JSON.parse(text) : undefined,
          });
        });
      },
    );
    asking.on('error', reject);
    asking.end(method === 'GET' ? undefined : body);
  });
}

describe('the rooms on one port', () => {
  it('answer with 200 whatever they decide', async () => {
    const city = await ask('/api/windows/city');
    const refused = await ask('/api/reservations/listMine');

    expect(city).toMatchObject({ status: 200, json: { ok: true } });
    expect(refused).toMatchObject({ status: 200, json: { ok: false, error: { code: 'NOT_SIGNED_IN' } } });
    expect(city.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  it.each([
    '/api/windows/nothing',
    '/api/nothing/city',
    '/api/windows/constructor',
    '/api/windows/city/more',
    '/api/',
    '/api/timers/openSessions',
  ])('answer 404 to %s', async (place) => {
    expect(await ask(place)).toMatchObject({
      status: 404,
      json: { ok: false, error: { code: 'NOT_FOUND' } },
    });
  });

  it('answer 405 to a GET', async () => {
    expect(await ask('/api/reservations/listMine', { method: 'GET' })).toMatchObject({ status: 405 });
  });

  it('answer 413 to a body over 64 KB, and take one of 64 KB', async () => {
    const body = (bytes: number) => JSON.stringify({ near: null, padding: '' }).padEnd(bytes, ' ');

    expect(await ask('/api/windows/city', { body: body(64 * 1024 + 1) })).toMatchObject({
      status: 413,
      json: { error: { code: 'INVALID_INPUT', details: { reason: 'too_big' } } },
    });
    expect(await ask('/api/windows/city', { body: body(64 * 1024) })).toMatchObject({ status: 200 });
  });

  it('answer INVALID_INPUT to what is not JSON, and take an empty body for an empty input', async () => {
    expect(await ask('/api/windows/city', { body: '{' })).toMatchObject({
      status: 200,
      json: { error: { code: 'INVALID_INPUT', details: { reason: 'json' } } },
    });
    expect(await ask('/api/windows/city', { body: '' })).toMatchObject({ status: 200, json: { ok: true } });
    expect(await ask('/api/windows/city', { body: 'null' })).toMatchObject({ json: { ok: true } });
  });

  it('know an unknown city, a wrong token and a bad key', async () => {
    const code = async (headers: Record<string, string>) =>
      ((await ask('/api/identity/listPeople', { headers })).json as { error: { code: string } }).error.code;
    const { token } = await service.citizen('http');

    expect(await code({ 'x-city': '999999' })).toBe('NOT_FOUND');
    expect(await code({ authorization: 'Bearer wrong' })).toBe('NOT_SIGNED_IN');
    expect(await code({ authorization: `Bearer ${token}`, 'idempotency-key': 'no' })).toBe('INVALID_INPUT');
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'bEaReR', 'Bearer  ', ' bearer']) {
      const headers = { authorization: `${scheme} ${token} ` };
      expect(await ask('/api/identity/listPeople', { headers })).toMatchObject({ json: { ok: true } });
    }
    expect(await code({ authorization: token })).toBe('NOT_SIGNED_IN');
    expect(await code({ authorization: `Basic ${token}` })).toBe('NOT_SIGNED_IN');
  });
});

describe('beside the rooms', () => {
  it('the web client is served at its address, and no file outside it', async () => {
    expect((await ask('/', { method: 'GET' })).text).toContain('the web client');
    expect((await ask('/?demo=wang', { method: 'GET' })).text).toContain('the web client');
    expect((await ask('/../package.json', { method: 'GET' })).text).not.toContain('exit-entry');
    expect((await ask('/..%2f..%2fetc/passwd', { method: 'GET' })).text).not.toContain('root:');
  });

  it.each(['/metrics', '/readyz', '/pages/slots', '/admin', '/index.html/x'])(
    'nothing is at %s, and no web page stands in for it',
    async (place) => {
      expect(await ask(place, { method: 'GET' })).toMatchObject({
        status: 404,
        json: { error: { code: 'NOT_FOUND' } },
      });
    },
  );

  it('the page may show chosen pictures, open the camera, and run no script but its own', async () => {
    const { headers } = await ask('/', { method: 'GET' });
    expect(headers['content-security-policy']).toMatch(/img-src [^;]*blob:/);
    expect(headers['content-security-policy']).toMatch(/script-src 'self'(?: 'sha256-[\w+/=]+')*;/);
    expect(headers['permissions-policy']).toContain('camera=(self)');
  });

  it('the contract is there', async () => {
    expect(await ask('/openapi.json', { method: 'GET' })).toMatchObject({
      status: 200,
      json: { openapi: '3.1.0' },
    });
  });

  it('health is 200 while the database answers and 503 when it does not', async () => {
    const away: Database = { ...database, rows: () => Promise.reject(new Error('Connection terminated')) };
    const room = { ...service.rooms.windows, dependencies: { ...service.dependencies, database: away } };
    const sick = await open(false, [room]);

    expect(await ask('/healthz', { method: 'GET' })).toMatchObject({ status: 200, json: { ok: true } });
    expect(await ask('/healthz', { method: 'GET', to: sick })).toMatchObject({
      status: 503,
      json: { ok: false },
    });
    expect(await ask('/api/windows/city', { to: sick })).toMatchObject({
      status: 200,
      json: { error: { code: 'TRY_AGAIN', details: { retryAfterSeconds: 2 } } },
    });
    await closed(sick);
  });

  it('a simulated WeChat phone has a door in a demonstration only', async () => {
    const event = { operation: 'listPeople', input: {} };
    const body = JSON.stringify({ openid: 'openid-demo', event });
    const demo = await open(true);

    expect(await ask('/dev/wechat/identity', { body })).toMatchObject({ status: 405, json: { ok: false } });
    expect(await ask('/dev/wechat/identity', { body, to: demo })).toMatchObject({ json: { ok: true } });
    for (const odd of ['null', '[]', '"text"', '0', 'true', '{', '', '{"event":null}', '{"event":"x"}']) {
      const answer = await ask('/dev/wechat/identity', { body: odd, to: demo });
      expect(answer).toMatchObject({ status: 200, json: { ok: false } });
      expect(answer.text).not.toContain('INTERNAL');
    }
    await closed(demo);
  });
});

describe('shutting down', () => {
  it('answers 503 to a request that arrives after', async () => {
    const socket = await connected(portOf(server));
    // A request that has begun keeps the connection open; the rest of it comes after the door is closed.
    socket.write('POST /api/windows/city HTTP/1.1\r\nhost: hall\r\n');
    await untilConnected(server);
    server.close();
    socket.write('content-length: 2\r\n\r\n{}');

    const answer = await readAll(socket);

    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toContain('TRY_AGAIN');
    server = await open(false);
  });
});

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
  });
}

async function untilConnected(open: Server): Promise<void> {
  const count = () =>
    new Promise<number>((resolve) => open.getConnections((_error, number) => resolve(number)));
  while ((await count()) === 0) await new Promise((resolve) => setImmediate(resolve));
}

function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

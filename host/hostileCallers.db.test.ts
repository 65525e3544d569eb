import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../cloudfunctions/_database/database';
import { freshHangzhou } from '../tests/support/freshDatabase';
import { openService } from '../tests/support/service';
import { createHttpServer } from './httpServer';
import { readWebFiles } from './webFiles';

/** What callers do who mean harm, or whose network does. */
jest.setTimeout(120_000);

let database: Database;
let server: Server;
let webFolder: string;
const sockets = new Set<Socket>();

beforeAll(async () => {
  database = await freshHangzhou();
  webFolder = mkdtempSync(path.join(tmpdir(), 'web-'));
  writeFileSync(path.join(webFolder, 'index.html'), `<title>page</title>${'x'.repeat(300_000)}`);
  const service = await openService(database, '2026-11-23T09:00:00+08:00');
  server = createHttpServer({
    rooms: Object.values(service.rooms),
    openapi: '{}',
    web: readWebFiles(webFolder),
    demo: false,
    version: () => undefined,
    bounds: { requestsAtOnce: 64, answerWithin: 1_800, silence: 1_200 },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(webFolder, { recursive: true });
  await database.close();
});

const portOf = (open: Server) => (open.address() as AddressInfo).port;

function open(port = portOf(server)): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
    sockets.add(socket);
  });
}

const closing = (socket: Socket) =>
  new Promise<string>((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });

const get = 'GET / HTTP/1.1\r\nhost: hall\r\n\r\n';
const isAlive = async () => (await fetch(`http://127.0.0.1:${portOf(server)}/healthz`)).status;

describe('requests that are pipelined', () => {
  it('are answered, up to a bound for each connection', async () => {
    const socket = await open();
    const text = closing(socket);
    socket.write(get.repeat(20));
    await new Promise((resolve) => setTimeout(resolve, 500));
    socket.end();
    expect((await text).split('HTTP/1.1 200 OK')).toHaveLength(21);

    const greedy = await open();
    const cut = closing(greedy);
    greedy.write(get.repeat(2_000));
    await cut;
    expect(await isAlive()).toBe(200);
  });

  it('and given up leave no file open and end no process, with few files allowed', async () => {
    const host = await startWithFewFiles(webFolder);
    const openFiles = () => readdirSync(`/proc/${host.pid}/fd`).length;
    const before = openFiles();
    for (let burst = 0; burst < 3; burst += 1) {
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          const socket = await open(host.port);
          socket.on('error', () => undefined);
          socket.write(get.repeat(30));
          await new Promise((resolve) => setTimeout(resolve, 20));
          socket.resetAndDestroy();
        }),
      );
    }
    await eventually(() => expect(openFiles()).toBeLessThanOrEqual(before + 10));
    expect((await fetch(`http://127.0.0.1:${host.port}/`)).status).toBe(200);
    expect(host.ended()).toBe(false);
    host.stop();
  });
});

describe('a connection', () => {
  it.each([
    ['that says nothing', ''],
    [
      'that begins a request and stops',
      'POST /api/windows/city HTTP/1.1\r\nhost: hall\r\ncontent-length: 50\r\n\r\n{',
    ],
    ['that begins its headers and stops', 'GET / HTTP/1.1\r\nhost: ha'],
  ])('%s is closed', async (_what, text) => {
    const socket = await open();
    const closed = closing(socket);
    socket.write(text);
    await closed;
    expect(await isAlive()).toBe(200);
  });

  it('that never reads its answer is closed', async () => {
    const socket = await open();
    socket.pause();
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined);
    socket.write(get.repeat(60));
    // A paused socket notices its end at the next write.
    const knocking = setInterval(() => socket.write('\r\n'), 300);
    await closed;
    clearInterval(knocking);
  });

  it('that reads a few bytes at a time is closed after a bound', async () => {
    const socket = await open();
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.pause();
    const reading = setInterval(() => socket.read(100), 100);
    socket.write(get.repeat(60));
    const knocking = setInterval(() => socket.write('\r\n'), 300);
    await closed;
    clearInterval(reading);
    clearInterval(knocking);
  });
});

describe('a body over the limit', () => {
  const address = () => `http://127.0.0.1:${portOf(server)}/api/windows/city`;
  const mebibytes = [1, 2, 8, 48];

  it.each(mebibytes)('of %d MB is refused where fetch can read it', async (size) => {
    const reply = await fetch(address(), { method: 'POST', body: Buffer.alloc(size * 1024 * 1024, ' ') });
    expect(reply.status).toBe(413);
    expect(await reply.json()).toMatchObject({
      error: { code: 'INVALID_INPUT', details: { reason: 'too_big' } },
    });
  });

  it.each(mebibytes)('of %d MB in chunks is refused where a plain client can read it', async (size) => {
    const status = await new Promise<number>((resolve, reject) => {
      const asking = httpRequest(address(), { method: 'POST', agent: false }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      asking.on('error', reject);
      for (let part = 0; part < size; part += 1) asking.write(Buffer.alloc(1024 * 1024, ' '));
      asking.end();
    });
    expect(status).toBe(413);
  });

  it('is refused before it is sent when the client asks first', async () => {
    const socket = await open();
    const text = closing(socket);
    socket.write(
      'POST /api/windows/city HTTP/1.1\r\nhost: hall\r\nexpect: 100-continue\r\ncontent-length: 1000000\r\n\r\n',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.end();
    expect(await text).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('without end is cut off', async () => {
    const socket = await open();
    const text = closing(socket);
    socket.write('POST /api/windows/city HTTP/1.1\r\nhost: hall\r\ncontent-length: 999999999999\r\n\r\n');
    const pouring = setInterval(() => {
      for (let part = 0; part < 8; part += 1) socket.write(Buffer.alloc(1024 * 1024));
    }, 20);
    expect(await text).toMatch(/^HTTP\/1\.1 413 /);
    clearInterval(pouring);
    expect(await isAlive()).toBe(200);
  });
});

async function eventually(check: () => void): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      check();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  check();
}

/** The built host as a process that may open 256 files. */
async function startWithFewFiles(web: string) {
  const port = await freePort();
  const data = mkdtempSync(path.join(tmpdir(), 'host-'));
  const bundle = path.resolve(__dirname, '../dist/host/index.js');
  const child = spawn('sh', ['-c', 'ulimit -n 256 && exec "$0" "$1"', process.execPath, bundle], {
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: data, WEB_DIR: web },
    stdio: 'ignore',
  });
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  for (;;) {
    if (ended) throw new Error('The host ended before it listened.');
    if (
      await fetch(`http://127.0.0.1:${port}/healthz`).then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    port,
    pid: child.pid,
    ended: () => ended,
    stop() {
      child.kill('SIGKILL');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const port = portOf(probe);
      probe.close(() => resolve(port));
    });
  });
}

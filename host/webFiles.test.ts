import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { readWebFiles, WebFolderMissing } from './webFiles';

const script = `const text = '${'办证 '.repeat(500)}';`;
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'web-'));
  mkdirSync(path.join(folder, 'js'));
  writeFileSync(path.join(folder, 'index.html'), '<title>page</title><script>start()</script>');
  writeFileSync(path.join(folder, 'js/app.0a1b2c3d.js'), script);
  writeFileSync(path.join(folder, 'js/plain.js'), 'x');
  writeFileSync(path.join(folder, 'icon.svg'), '<svg/>');
  execFileSync(process.execPath, [path.join(__dirname, '../scripts/compressFiles.mjs'), folder]);
  const files = readWebFiles(folder);
  server = createServer((asked, response) => {
    if (!files.send((asked.url ?? '/').split('?')[0] ?? '/', asked, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

function ask(place: string, headers: Record<string, string> = {}, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: place, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

it('says at once when there is no web page', () => {
  expect(() => readWebFiles(path.join(folder, 'nowhere'))).toThrow(WebFolderMissing);
});

it.each([
  ['/', 'text/html; charset=utf-8', 'no-cache'],
  ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
  ['/js/app.0a1b2c3d.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ['/js/plain.js', 'text/javascript; charset=utf-8', 'no-cache'],
  ['/icon.svg', 'image/svg+xml', 'no-cache'],
])('sends %s as %s, kept as %s', async (place, type, kept) => {
  const answer = await ask(place);
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': type, 'cache-control': kept } });
  expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
});

it.each([
  ['br, gzip', 'br'],
  ['gzip, deflate, br;q=0', 'gzip'],
  ['gzip;q=0.5, br;q=0.4', 'gzip'],
  ['GZIP', 'gzip'],
  ['*', 'br'],
  ['identity', undefined],
  ['', undefined],
  ['br;q=0, gzip;q=0', undefined],
  ['nonsense', undefined],
])('for Accept-Encoding "%s" sends %s', async (accepted, encoding) => {
  const answer = await ask('/js/app.0a1b2c3d.js', { 'accept-encoding': accepted });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers.vary).toBe('accept-encoding');
  const forms = { br: brotliCompressSync(script).length + 20, gzip: gzipSync(script).length + 20 };
  if (encoding === 'br' || encoding === 'gzip')
    expect(answer.body.length).toBeLessThanOrEqual(forms[encoding]);
  else expect(answer.body.toString()).toBe(script);
});

it('tells whoever has it that nothing has changed: one tag, a weak one, one of a list, any', async () => {
  const { etag = '' } = (await ask('/js/plain.js')).headers;
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, `"a",W/${etag} ,"b"`, '*']) {
    expect(await ask('/js/plain.js', { 'if-none-match': known })).toMatchObject({ status: 304 });
  }
  for (const other of ['"other"', etag.slice(1, -1), '']) {
    expect(await ask('/js/plain.js', { 'if-none-match': other })).toMatchObject({ status: 200 });
  }
});

it.each(['bytes=10-5', 'bytes=0-0', 'bytes=-1', 'bytes=9999999-', 'bytes=0-1,2-3', 'lines=1', 'bytes=', 'x'])(
  'answers Range "%s" with the whole file',
  async (range) => {
    const answer = await ask('/js/app.0a1b2c3d.js', { range });
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe(script);
  },
);

it('sends the head of a file without its body', async () => {
  const answer = await ask('/js/app.0a1b2c3d.js', {}, 'HEAD');
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.body).toHaveLength(0);
  expect(Number(answer.headers['content-length'])).toBe(Buffer.byteLength(script));
});

it.each([
  '/metrics',
  '/readyz',
  '/js',
  '/js/',
  '/nothing.js',
  '/../webFiles.test.ts',
  '/%2e%2e/etc/passwd',
  '/%',
  '//',
  '/js/app.0a1b2c3d.js.br',
])('has nothing at %s', async (place) => {
  expect(await ask(place)).toMatchObject({ status: 404 });
});

it('knows the scripts that stand in the page by their hash', () => {
  expect(readWebFiles(folder).inlineScripts).toEqual([
    "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='",
  ]);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import path from 'node:path';
import { freshFolder, startHost } from '../tests/support/hostProcess';

jest.setTimeout(120_000);

let data: ReturnType<typeof freshFolder>;
beforeEach(() => {
  data = freshFolder();
});
afterEach(() => data.remove());

async function failure(env: Record<string, string>) {
  const host = startHost({ DATA_DIR: data.folder, ...env });
  const { code } = await host.ended;
  return { code, said: host.said() };
}

it.each<[string, Record<string, string>, RegExp]>([
  [
    'an address of another database',
    { DATABASE_URL: 'mysql://a:geheim@127.0.0.1/b' },
    /DATABASE_URL: not the address of a PostgreSQL/,
  ],
  [
    'a server that is not there',
    { DATABASE_URL: 'postgres://a:geheim@127.0.0.1:1/b' },
    /DATABASE_URL: no PostgreSQL answers at 127\.0\.0\.1:1\./,
  ],
  ['no web page', { WEB_DIR: '/nowhere' }, /WEB_DIR: there is no index\.html in \/nowhere/],
  ['an odd clock', { CLOCK: 'tomorrow' }, /CLOCK: /],
  ['an odd port', { PORT: 'http' }, /PORT: /],
  [
    'an address of another machine',
    { HOST: '203.0.113.1' },
    /HOST: this machine has no address 203\.0\.113\.1/,
  ],
  ['one key of three', { TOKEN_KEYS: 't1:AAAA' }, /TOKEN_KEYS: not 32 bytes/],
  ['a folder where a file stands', { DATA_DIR: __filename }, /DATA_DIR: cannot keep the database in /],
])('ends with 1 and names the setting: %s', async (_what, env, sentence) => {
  const { code, said } = await failure(env);
  expect(code).toBe(1);
  expect(said).toMatch(sentence);
  expect(said).not.toMatch(/geheim|\n\s+at /);
});

it('names the folder of a damaged database', async () => {
  const place = path.join(data.folder, 'database');
  mkdirSync(path.join(place, 'base'), { recursive: true });
  writeFileSync(path.join(place, 'PG_VERSION'), 'not a version');
  const { code, said } = await failure({});
  expect(code).toBe(1);
  expect(said).toContain(`DATA_DIR: the embedded database in ${place} does not open`);
});

it('names a port that another program has', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, said } = await failure({ PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(said).toContain(`PORT: port ${port} of 127.0.0.1 is taken by another program`);
});

it('says so when what answers at DATABASE_URL is no PostgreSQL', async () => {
  const other = createTcpServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, said } = await failure({ DATABASE_URL: `postgres://a@127.0.0.1:${port}/b` });
  other.close();
  expect(code).toBe(1);
  expect(said).toMatch(/DATABASE_URL: what answers at 127\.0\.0\.1:\d+ is not PostgreSQL/);
});

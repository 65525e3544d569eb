import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildHost } from '../../scripts/buildHost.mjs';
import { type Cluster, createCluster, freePort } from '../../scripts/postgres.mjs';
import { root } from '../../scripts/run.mjs';
import { onServer } from '../load/benchCity';
import { median } from '../load/measuring';
import { type Citizens, compare, forgetConnections, sendCitizens, type Told } from './citizens';
import { cutPower, openRig, type Rig, type RigOptions, startAgain } from './rig';

/** Something that breaks under load. `strike` comes back when everything that it broke is whole again. */
interface Fault {
  readonly name: string;
  readonly rounds: number;
  readonly options?: () => Promise<RigOptions & { undo?: () => void }>;
  readonly strike: (rig: Rig) => Promise<void>;
}

interface Result {
  readonly fault: string;
  readonly rounds: number;
  readonly told: number;
  readonly broken: readonly string[];
  /** Milliseconds for which nobody got a booking: in the middle round and in the worst. */
  readonly silence: readonly [number, number];
}

const faults: Fault[] = [
  { name: 'kill -9 of the host', rounds: 20, strike: (rig) => killHost(rig) },
  { name: 'kill -9 of PostgreSQL', rounds: 20, strike: killDatabase },
  {
    name: 'the primary killed, its synchronous standby promoted, the old one rejoined',
    rounds: 20,
    options: async () => ({ cluster: { checksums: true }, undo: () => void standby?.remove() }),
    strike: failOver,
  },
  { name: 'the connection cut between statement and answer', rounds: 5, strike: loseAnswers },
  { name: 'the disk full', rounds: 3, options: smallDisk, strike: fillDisk },
  {
    name: 'the clock stepped by five minutes, forward and back',
    rounds: 3,
    options: async () => ({ hostEnvironment: { NODE_ARGS: '--require ./tests/faults/stepClock.cjs' } }),
    strike: stepClock,
  },
  {
    name: 'PgBouncer in transaction mode in between, killed and started again',
    rounds: 5,
    options: throughPgBouncer,
    strike: async () => restartPgBouncer(),
  },
];

// Whoever lacks a program is told before the first fault, not after the last.
programPath('pgbouncer');
await buildHost();
const results: Result[] = [];
for (const fault of faults) {
  const result = await run(fault);
  results.push(result);
  process.stdout.write(`${row(result)}\n`);
}
writeFileSync(path.join(root, 'docs/faults.md'), report());
process.exitCode = results.some(({ broken }) => broken.length > 0) ? 1 : 0;

async function run({ name, rounds, options, strike }: Fault): Promise<Result> {
  const opened = await options?.();
  const rig = await openRig(opened);
  const silences: number[] = [];
  try {
    const citizens = await sendCitizens(rig.hostPort);
    await citizens.untilNextGrant();
    for (let round = 0; round < rounds; round += 1) {
      await pause(300 + Math.random() * 700);
      const startedAt = performance.now();
      await strike(rig);
      await withinAMinute(citizens, `${name}, round ${round + 1}`);
      silences.push(citizens.longestSilenceSince(startedAt));
    }
    const told = await citizens.stop();
    forgetConnections();
    return {
      fault: name,
      rounds,
      told: told.reservations.length,
      broken: await promisesBroken(rig, told),
      silence: [median(silences), Math.max(...silences)],
    };
  } finally {
    await rig.close();
    opened?.undo?.();
  }
}

async function withinAMinute(citizens: Citizens, what: string): Promise<void> {
  const tooLong = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error(`No booking for a minute after: ${what}.`)), 60_000).unref(),
  );
  await Promise.race([citizens.untilNextGrant(), tooLong]);
}

async function promisesBroken(rig: Rig, told: Told): Promise<string[]> {
  const account = await compare(rig.primary.url, told);
  const counts = { ...account, 'other answers to a retry': told.otherAnswers };
  const broken = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${what}: ${count}`] : []));
  return [...broken, ...new Set(told.wrong)];
}

async function killHost(rig: Rig): Promise<void> {
  const before = rig.restarts();
  rig.host().process.kill('SIGKILL');
  await until(() => rig.restarts() > before);
}

async function killDatabase(rig: Rig): Promise<void> {
  await cutPower(rig.primary);
  await startAgain(rig.primary);
}

let standby: Cluster | undefined;

async function failOver(rig: Rig): Promise<void> {
  const old = rig.primary;
  standby ??= await firstStandby(old);
  if (standby.processId === undefined) await standby.start();
  await waitForStream(old, 'sync');
  await pause(500);

  // Without lag the standby would have everything anyway, and the test would prove nothing.
  const sender = await one<number>(old, 'select pid as value from pg_stat_replication');
  process.kill(sender, 'SIGSTOP');
  await pause(500);
  await cutPower(old);
  await onServer(standby.url, (client) => client.query('select pg_promote()'));
  const promoted = standby;
  rig.primary = promoted;
  rig.door.pointAt(promoted.port);
  await rejoin(old, promoted);
  standby = old;
}

async function firstStandby(primary: Cluster): Promise<Cluster> {
  await onServer(primary.url, async (client) => {
    // Kept in the server's own file: pg_rewind recovers the old primary by it, and needs the log from before the fork.
    await client.query(`alter system set wal_keep_size = '1GB'`);
    await client.query('select pg_reload_conf()');
  });
  return createCluster({ copyOf: primary.url });
}

/** Makes the old primary a standby of the new one; bookings wait for it again from then on. */
async function rejoin(old: Cluster, primary: Cluster): Promise<void> {
  // Without a checkpoint the new timeline is not on disk, and pg_rewind finds nothing to do.
  await onServer(primary.url, async (client) => {
    await client.query('checkpoint');
    await client.query('alter system reset synchronous_standby_names');
    await client.query('select pg_reload_conf()');
  });
  old.execute('pg_rewind', ['-D', old.data, '--source-server', primary.url, '-R']);
  await startAgain(old);
  await waitForStream(primary, 'streaming');
}

async function waitForStream(primary: Cluster, wanted: 'sync' | 'streaming'): Promise<void> {
  await until(async () => (await streams(primary, `state = 'streaming'`)) > 0);
  if (wanted === 'streaming') return;
  await onServer(primary.url, async (client) => {
    await client.query(`alter system set synchronous_standby_names = '*'`);
    await client.query('select pg_reload_conf()');
  });
  await until(async () => (await streams(primary, `sync_state = 'sync'`)) > 0);
}

function streams(primary: Cluster, where: string): Promise<number> {
  return one<number>(primary, `select count(*)::integer as value from pg_stat_replication where ${where}`);
}

async function one<Value>(cluster: Cluster, text: string): Promise<Value> {
  const { rows } = await onServer(cluster.url, (client) => client.query<{ value: Value }>(text));
  if (rows[0] === undefined) throw new Error(`Nothing came of: ${text}`);
  return rows[0].value;
}

async function loseAnswers(rig: Rig): Promise<void> {
  const before = rig.door.lost();
  rig.door.loseAnswers(0.3);
  await until(() => rig.door.lost() >= before + 5);
  rig.door.loseAnswers(0);
}

async function smallDisk() {
  const place = mkdtempSync(path.join(tmpdir(), 'small-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600m,mode=1777', 'tmpfs', place]);
  return {
    cluster: { place },
    undo: () => {
      execFileSync('umount', ['-l', place]);
      rmSync(place, { recursive: true, force: true });
    },
  };
}

async function fillDisk(rig: Rig): Promise<void> {
  const filler = path.join(path.dirname(rig.primary.folder), 'filler');
  try {
    execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M'], { stdio: 'ignore' });
  } catch {
    // It ends when the disk is full, which is what it is for.
  }
  // The next new segment of the log has no room: bookings stop, or the whole server does.
  await pause(4_000);
  rmSync(filler);
  await cutPower(rig.primary).catch(() => undefined);
  await startAgain(rig.primary);
}

async function stepClock(rig: Rig): Promise<void> {
  rig.host().process.kill('SIGUSR2');
  await pause(1_500);
  rig.host().process.kill('SIGUSR2');
}

let pgbouncer: { restart(): Promise<void>; end(): void } | undefined;

async function throughPgBouncer() {
  const folder = mkdtempSync(path.join(tmpdir(), 'pgbouncer-'));
  return {
    hostEnvironment: { PREPARE_STATEMENTS: 'no' },
    between: async (cluster: Cluster) => {
      const port = await freePort();
      const { uid, gid } = statSync(cluster.data);
      writeFileSync(path.join(folder, 'users.txt'), '"postgres" ""\n');
      writeFileSync(
        path.join(folder, 'pgbouncer.ini'),
        `[databases]\npostgres = host=127.0.0.1 port=${cluster.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1
listen_port = ${port}\nauth_type = trust\nauth_file = ${folder}/users.txt\npool_mode = transaction
default_pool_size = 8\nunix_socket_dir =\nlogfile = ${folder}/log
ignore_startup_parameters = extra_float_digits,statement_timeout,idle_in_transaction_session_timeout\n`,
      );
      for (const file of ['', 'users.txt', 'pgbouncer.ini']) chownSync(path.join(folder, file), uid, gid);
      const start = () =>
        spawn(programPath('pgbouncer'), [path.join(folder, 'pgbouncer.ini')], { uid, gid, stdio: 'ignore' });
      let running = start();
      await pause(1_000);
      pgbouncer = {
        async restart() {
          const ended = new Promise((resolve) => running.once('exit', resolve));
          running.kill('SIGKILL');
          await ended;
          running = start();
          await pause(500);
        },
        end: () => running.kill('SIGKILL'),
      };
      return port;
    },
    undo: () => {
      pgbouncer?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function restartPgBouncer(): Promise<void> {
  await pgbouncer?.restart();
}

function programPath(name: string): string {
  const found = ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error(`This fault needs ${name} (Debian: apt-get install ${name}).`);
  return found;
}

async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await so())) {
    if (performance.now() > end) throw new Error(`It was not so within a minute: ${so}`);
    await pause(50);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function row({ fault, rounds, told, broken, silence }: Result): string {
  const [half, worst] = silence.map((milliseconds) => `${(milliseconds / 1_000).toFixed(1)} s`);
  const verdict = broken.length === 0 ? 'kept' : `**broken**: ${broken.join(', ')}`;
  return `| ${fault} | ${rounds} | ${told.toLocaleString('en')} | ${half}, at most ${worst} | ${verdict} |`;
}

function report(): string {
  const bouncer = readVersion();
  return `# Faults under load

\`npm run faults\` writes this file. Citizens book without pause through the real host, in front of a PostgreSQL with its
defaults and fsync on; whoever hears nothing asks again with the same key. After the rounds the tables are compared with
what citizens were told: no booking that was told is lost, no seat is sold twice, nobody has two reservations for a
service, every reservation has its audit row, and a retry gave the first answer.

| fault | rounds | bookings told | nobody got a booking for | promises |
|---|---|---|---|---|
${results.map(row).join('\n')}

- A supervisor starts the host again; the database is reached through a door that is pointed at the new primary, as an
  address that moves with it would be.
- Failover: the sender of the log is frozen for half a second before the primary is killed, so that the standby really
  lags; commits wait for it (\`synchronous_standby_names = '*'\`). The old primary comes back by a checkpoint on the new
  one and \`pg_rewind\`; bookings go on meanwhile.
- The clock of the host's process is stepped, not that of the machine.
- ${bouncer}, transaction mode, \`PREPARE_STATEMENTS=no\`.
`;
}

function readVersion(): string {
  return execFileSync(programPath('pgbouncer'), ['--version']).toString().split('\n')[0] ?? '';
}

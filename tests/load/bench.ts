import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { migrate } from '../../cloudfunctions/_database/migrate';
import { openPglite } from '../../cloudfunctions/_database/pgliteDatabase';
import { buildHost } from '../../scripts/buildHost.mjs';
import { root, run } from '../../scripts/run.mjs';
import { measured, openBenchCluster, openDatabase } from './benchCluster';
import { measureColdStart } from './coldStart';
import { measureGrowth } from './growth';
import { measureInProcess } from './inProcess';
import { type Measured, median } from './measuring';
import { benchNearest, type CallTimes } from './nearest.bench';
import { measureBookings, measureEmpty, measureRefusals, measureSearches, prepareTokens } from './overHttp';
import { measurePgbench, type Reach, type ways } from './pgbench';
import { seedPglite } from './seedPglite';

const ROUNDS = 3;
const SECONDS = 3;

interface Line {
  readonly name: string;
  /** What it is measured against, in the same round. */
  readonly against?: string;
  readonly target?: number;
  /** The slowest answer of a hundred may take this long. Milliseconds. */
  readonly within?: number;
  readonly measure: () => Promise<Measured | number>;
}

process.stdout.write('Building …\n');
await buildHost();
await run(process.execPath, ['scripts/buildFunctions.mjs'], { quiet: true });
await prepareTokens();
const bench = await openBenchCluster({ halls: 15, days: 30, seatsPerSlot: 1_000_000, history: 50_000 });
const notes: string[] = [];
const memory = { idle: 0, peak: 0 };
const bytes: Record<string, number> = {};

const pgbench =
  (way: keyof typeof ways, reach: Reach, clients = 32) =>
  async () => {
    await bench.fresh();
    return measurePgbench(bench.cluster, { way, reach, clients, seconds: SECONDS, database: measured });
  };
const inProcess = (reach: Reach, callers: number) => async () => {
  const database = openDatabase(await bench.fresh());
  try {
    return await measureInProcess(database, { reach, callers, seconds: SECONDS });
  } finally {
    await database.close();
  }
};
const overHttp = (reach: Reach, callers: number) => async () => {
  const result = await measureBookings(await bench.fresh(), reach, { callers, seconds: SECONDS });
  memory.idle = result.idle;
  memory.peak = Math.max(memory.peak, result.peak);
  return result;
};
const searching = (name: 'days' | 'slots') => async () => {
  const result = await measureSearches(await bench.fresh(), name, { callers: 64, seconds: SECONDS });
  bytes[name] = result.bytes;
  return result;
};
const embedded = (reach: Reach) => async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-pglite-'));
  const database = await openPglite(folder);
  try {
    await migrate(database, path.join(root, 'cloudfunctions/_database/migrations'));
    await seedPglite(database);
    return await measureInProcess(database, { reach, callers: 64, seconds: SECONDS });
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const P1000 = 'pgbench, 32 clients, 1,000 slots';
const P1 = 'pgbench, 32 clients, one hot slot';
const EMPTY = 'empty handler of the host';

const lines: Line[] = [
  { name: P1000, measure: pgbench('statement', 'thousand') },
  { name: P1, measure: pgbench('statement', 'one') },
  { name: 'pgbench, 8 clients, 1,000 slots', against: P1000, measure: pgbench('statement', 'thousand', 8) },
  { name: 'pgbench, 8 clients, one hot slot', against: P1, measure: pgbench('statement', 'one', 8) },
  {
    name: 'in process, 64 callers, 1,000 slots',
    against: P1000,
    target: 1.5,
    measure: inProcess('thousand', 64),
  },
  {
    name: 'in process, 256 callers, 1,000 slots',
    against: P1000,
    target: 1.5,
    measure: inProcess('thousand', 256),
  },
  { name: 'in process, 64 callers, one hot slot', against: P1, target: 12, measure: inProcess('one', 64) },
  { name: 'in process, 256 callers, one hot slot', against: P1, target: 12, measure: inProcess('one', 256) },
  { name: 'over HTTP, 64 callers, 1,000 slots', against: P1000, measure: overHttp('thousand', 64) },
  {
    name: 'over HTTP, 256 callers, 1,000 slots',
    against: P1000,
    target: 1,
    within: 100,
    measure: overHttp('thousand', 256),
  },
  { name: 'over HTTP, 64 callers, one hot slot', against: P1, measure: overHttp('one', 64) },
  {
    name: 'over HTTP, 256 callers, one hot slot',
    against: P1,
    target: 6,
    within: 100,
    measure: overHttp('one', 256),
  },
  { name: EMPTY, measure: () => measureEmpty({ callers: 64, seconds: SECONDS }) },
  {
    name: 'sold out, refused over HTTP',
    against: EMPTY,
    target: 0.7,
    measure: async () => measureRefusals(await bench.fresh(), { callers: 64, seconds: SECONDS }),
  },
  { name: 'search, 15 halls × 30 days', against: EMPTY, target: 0.5, measure: searching('days') },
  {
    name: 'search, the fullest answer: 15 halls × 7 days × 16 slots',
    against: EMPTY,
    target: 0.5,
    measure: searching('slots'),
  },
  {
    name: 'SELECT … FOR UPDATE in a transaction, 1,000 slots',
    against: P1000,
    measure: pgbench('locking', 'thousand'),
  },
  {
    name: 'SELECT … FOR UPDATE in a transaction, one hot slot',
    against: P1,
    measure: pgbench('locking', 'one'),
  },
  {
    name: 'SERIALIZABLE with retries, 1,000 slots',
    against: P1000,
    measure: pgbench('serializable', 'thousand'),
  },
  { name: 'SERIALIZABLE with retries, one hot slot', against: P1, measure: pgbench('serializable', 'one') },
  {
    name: 'a row per seat, SKIP LOCKED, 1,000 slots',
    against: P1000,
    measure: pgbench('seatRows', 'thousand'),
  },
  { name: 'a row per seat, SKIP LOCKED, one hot slot', against: P1, measure: pgbench('seatRows', 'one') },
  { name: 'embedded PGlite, 64 callers, 1,000 slots', against: P1000, measure: embedded('thousand') },
  { name: 'embedded PGlite, 64 callers, one hot slot', against: P1, measure: embedded('one') },
];

try {
  const results = new Map<string, Measured[]>(lines.map(({ name }) => [name, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { name, measure } of lines) {
      const result = await measure();
      const full = typeof result === 'number' ? { perSecond: result, p99: Number.NaN } : result;
      results.get(name)?.push(full);
      process.stdout.write(`round ${round}  ${name}: ${Math.round(full.perSecond)}/s\n`);
    }
  }
  const cold = await measureColdStart(await bench.fresh());
  const nearestDatabase = openDatabase(await bench.fresh());
  const nearest = await benchNearest(nearestDatabase);
  await nearestDatabase.close();
  const growth = await measureGrowth(SECONDS);
  const table = lines.map((line) => row(line, results));
  const text = report(table, { cold, nearest, growth });
  writeFileSync(path.join(root, 'docs/benchmarks.md'), text);
  process.stdout.write(text);
} finally {
  await bench.cluster.remove();
}

function row(
  { name, against, target, within }: Line,
  results: ReadonlyMap<string, readonly Measured[]>,
): string {
  const mine = results.get(name) ?? [];
  const limit = against === undefined ? undefined : results.get(against);
  const ratios =
    limit === undefined ? [] : mine.map((each, round) => each.perSecond / (limit[round]?.perSecond ?? 1));
  const ratio = ratios.length === 0 ? undefined : median(ratios);
  const works = mine.flatMap(({ work }) => work ?? []);
  const work = works.length === 0 ? undefined : median(works);
  const p99 = median(mine.map((each) => each.p99));
  return [
    name,
    Math.round(median(mine.map(({ perSecond }) => perSecond))).toLocaleString('en'),
    Number.isNaN(p99) ? '' : `${Math.round(p99)} ms`,
    work === undefined ? '' : `${Math.round(work)} µs`,
    ratio === undefined ? 'the limit' : `${ratio.toFixed(2)} ×`,
    [
      ...(target === undefined || ratio === undefined ? [] : [judged(`≥ ${target} ×`, ratio >= target)]),
      ...(within === undefined ? [] : [judged(`p99 ≤ ${within} ms`, p99 <= within)]),
    ].join('; '),
  ].join(' | ');
}

function judged(target: string, met: boolean): string {
  return `${target} ${met ? 'met' : '**missed**'}`;
}

function nearestLine({ halls, median: middle }: CallTimes, _: number, all: readonly CallTimes[]): string {
  const times = middle / (all[0]?.median ?? middle);
  return `${middle.toFixed(1)} ms over ${halls.toLocaleString('en')} halls (${times.toFixed(2)} ×)`;
}

function report(
  table: readonly string[],
  {
    cold,
    nearest,
    growth,
  }: {
    cold: Awaited<ReturnType<typeof measureColdStart>>;
    nearest: Awaited<ReturnType<typeof benchNearest>>;
    growth: Awaited<ReturnType<typeof measureGrowth>>;
  },
): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB`;
  const version = bench.cluster.execute('postgres', ['--version']).trim();
  const bundle = Math.round(
    statSync(path.join(root, 'dist/cloudfunctions/reservations/index.js')).size / 1024,
  );
  return `# Benchmarks

\`npm run bench\` writes this file: ${ROUNDS} rounds, medians; each ratio is taken within its round and then the middle
one of them. Measured on ${machine}, Node ${process.versions.node}, ${version} with its defaults and fsync on; host,
database and callers share the machine. Another machine gives other figures; the ratios are what counts.

The limit is \`pgbench -M prepared\` with one statement per booking that takes the seat and writes the same rows into
the same tables: reservation, applicant and audit row, with 50,000 past reservations in them.

| case | per second | p99 | host's work for each | ratio | target |
|---|---|---|---|---|---|
${table.map((line) => `| ${line} |`).join('\n')}

- "In process" is the booking port of the host with its gathering; "over HTTP" is the whole host in a process of its
  own: token, input check, sealed numbers, blind index, audit row, the reservation as answer.
- The empty handler is the host's own server and door with an operation behind it that does nothing, sent the same
  requests as a booking. Hosts have answered for four seconds before they are measured, as one has at the hour of a release.
- What stands between a target that is missed and the figure is in [performance.md](performance.md).
- The fullest search answer is ${Math.round((bytes.slots ?? 0) / 1024)} KB compressed; 15 halls × 30 days ${Math.round((bytes.days ?? 0) / 1024)} KB. The limit is 30 KB.
- Nearest way to be served, the middle one of 200 calls: ${nearest.map(nearestLine).join(', ')}. The limit is 3 × over 3,000 halls.
- Memory of the host: ${memory.idle} MB when it has started, ${memory.peak} MB at its peak.
- One cloud function: ${bundle} KB; ${Math.round(cold)} ms from the start of the process to its first answer.

## Growth

| halls | past reservations | bookings per second | search from memory | search from the tables |
|---|---|---|---|---|
${growth.map((each) => `| ${each.halls.toLocaleString('en')} | ${each.history.toLocaleString('en')} | ${Math.round(each.bookings).toLocaleString('en')} | ${each.memory.toFixed(1)} ms | ${each.tables.toFixed(1)} ms |`).join('\n')}

Searches are for 15 of the halls and 30 days; bookings go to 1,000 slots by 256 callers.
${notes.join('\n')}`;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../cloudfunctions/_database/migrate';
import { createTokens } from '../../cloudfunctions/_runtime/tokens';
import { formatSlotId } from '../../domain/availability/slotId';
import { addDays } from '../../domain/calendar/localDate';
import { buildHost } from '../../scripts/buildHost.mjs';
import { createCluster } from '../../scripts/postgres.mjs';
import { root } from '../../scripts/run.mjs';
import { aPerson } from '../support/people';
import { agreed, city, firstDay, hallCode, onServer, seedBenchCity, startMinuteOf } from './benchCity';
import { openDatabase } from './benchCluster';
import { startHost, tokenKey } from './hostProcess';
import { measureHttp, post } from './loadClient';
import { quantile } from './measuring';
import { type Citizen, play } from './rushCitizens';

// One day is released: 2,000 seats on 16 half-hours of five halls, wanted by 50,000 citizens.
const CITIZENS = 50_000;
const BOTS = 50;
const HALLS = 5;
const SLOTS_PER_HALL = 16;
const SEATS_PER_SLOT = 25;
const SEATS = HALLS * SLOTS_PER_HALL * SEATS_PER_SLOT;
/** Seconds after the release at which the middle of them have come: every fifteenth comes within the first. */
const HALF_HAVE_COME_AFTER = 10;
const RELEASE = Date.parse('2026-11-24T08:00:00+08:00');
/** Milliseconds of an ordinary morning before the release: people book and look for the day after it. */
const BEFORE = 20_000;
const ORDINARY_CALLERS = 16;
const MEGABYTES = 512;

interface Verdict {
  readonly promise: string;
  readonly found: string;
  readonly kept: boolean;
}

await buildHost();
const folder = mkdtempSync(path.join(tmpdir(), 'rush-'));
const cluster = await createCluster();
await cluster.start();
try {
  await prepare(cluster.url);
  const tokens = createTokens([tokenKey], () => new Date(RELEASE));
  const issued = await Promise.all(
    Array.from({ length: CITIZENS }, (_, index) => tokens.issue(accountOfCitizen(index), city)),
  );
  // The addresses of the phones come in a header, as from a balancer.
  const clock = { PROXIES: '1', CLOCK: new Date(RELEASE - BEFORE).toISOString() };
  const host = await startHost(cluster.url, clock, path.join(folder, 'host.log'));
  const startsAt = performance.now() + BEFORE;
  const citizens = Array.from({ length: CITIZENS }, (_, index) => aCitizen(index));
  await ordinaryMorning(
    host.port,
    issued.map(({ token }) => token),
  );
  await play(
    {
      port: host.port,
      halls: HALLS,
      slotsPerHall: SLOTS_PER_HALL,
      connections: 1_000,
      startsAt,
      tokenOf: (index) => issued[index]?.token ?? '',
    },
    citizens,
  );
  const seconds = (performance.now() - startsAt) / 1_000;
  const verdicts = [...(await judge(cluster.url, citizens)), judgeMemory(host.memory().peak)];
  await host.end();
  const text = report(citizens, verdicts, seconds);
  writeFileSync(path.join(root, 'docs/rush.md'), text);
  process.stdout.write(text);
  process.exitCode = verdicts.every(({ kept }) => kept) ? 0 : 1;
} finally {
  await cluster.remove();
  rmSync(folder, { recursive: true, force: true });
}

/** Before the release the host does what it does every morning, so that it is awake when the city comes. */
async function ordinaryMorning(port: number, tokens: readonly string[]): Promise<void> {
  let serial = CITIZENS;
  const next = () => {
    serial += 1;
    const slot = formatSlotId({
      hall: hallCode(serial % HALLS),
      lane: 'appointment',
      date: addDays(firstDay, 1),
      startMinute: startMinuteOf(Math.floor(serial / HALLS) % SLOTS_PER_HALL),
    });
    const from = { 'x-forwarded-for': `10.1.0.${serial % 250}` };
    if (serial % 2 === 0) return post('/api/slots/earliest', '{"service":"passport"}', from);
    const people = [{ person: aPerson(serial), services: ['passport'] }];
    return post('/api/reservations/make', JSON.stringify({ slot, phone: '13812345678', people }), {
      ...from,
      authorization: `Bearer ${tokens[serial % tokens.length]}`,
      'idempotency-key': `morning-${serial}`,
    });
  };
  const seconds = BEFORE / 1_000 - 5;
  await measureHttp(port, { callers: ORDINARY_CALLERS, seconds }, next, () => undefined);
}

async function prepare(url: string): Promise<void> {
  const database = openDatabase(url);
  await migrate(database, path.join(root, 'cloudfunctions/_database/migrations'));
  await database.close();
  // The host's own start brings the city's rules and calendar.
  await (await startHost(url)).end();
  await seedBenchCity(url, { halls: HALLS, days: 2, seatsPerSlot: SEATS_PER_SLOT, history: 20_000 });
  await onServer(url, async (client) => {
    await client.query(`update slot set released_at = to_timestamp(${RELEASE / 1_000}) where date = '${firstDay}'
      and hall like 'hall-%'`);
    await client.query(`insert into account (city, id, channel, subject, created_at)
      select '${city}', ('019b0000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, 'web', 'rush-' || number,
        '2026-11-01' from generate_series(0, ${CITIZENS - 1}) as number`);
    await client.query(agreed);
    await client.query('analyze');
  });
}

function accountOfCitizen(index: number): string {
  return `019b0000-0000-7000-8000-${String(index).padStart(12, '0')}`;
}

function aCitizen(index: number): Citizen {
  const draw = Math.random();
  const kind =
    index < BOTS ? 'bot' : draw < 0.15 ? 'double-tapper' : draw < 0.25 ? 'back-button' : ('calm' as const);
  // Many at once, then fewer and fewer; bots are there before the release.
  const arrivesAt =
    kind === 'bot' ? -500 : (-Math.log(Math.random()) / Math.LN2) * HALF_HAVE_COME_AFTER * 1_000;
  return { index, kind, arrivesAt, taps: [] };
}

async function judge(url: string, citizens: readonly Citizen[]): Promise<Verdict[]> {
  const { slots, twice, made } = await onServer(url, async (client) => {
    const slots = await client.query<{ booked: number; live: number; capacity: number }>(`
      select booked, capacity, (select coalesce(sum(seats), 0)::integer from reservation
        where reservation.city = slot.city and reservation.hall = slot.hall and reservation.date = slot.date
          and reservation.start_minute = slot.start_minute and status = 'booked') as live
      from slot where hall like 'hall-%' and date = '${firstDay}'`);
    const twice = await client.query(`select 1 from applicant where live
      group by city, document_blind, service having count(*) > 1`);
    const made = await client.query<{ id: string }>(
      `select id from reservation where status = 'booked' and date = '${firstDay}'`,
    );
    return { slots: slots.rows, twice: twice.rowCount ?? 0, made: new Set(made.rows.map(({ id }) => id)) };
  });
  const sold = slots.reduce((sum, { booked }) => sum + booked, 0);
  const overbooked = slots.filter(
    ({ booked, capacity, live }) => booked > capacity || booked !== live,
  ).length;
  const granted = citizens.flatMap(({ taps }) => taps.flatMap(({ reservation }) => reservation ?? []));
  const lost = granted.filter((id) => !made.has(id)).length;
  const winnersTwice = citizens.filter(
    ({ taps }) => new Set(taps.flatMap(({ reservation }) => reservation ?? [])).size > 1,
  ).length;
  const faults = citizens.flatMap(({ taps }) => taps).filter(({ code }) => code === 'INTERNAL').length;
  const answers = citizens.flatMap(({ taps }) => taps.map(({ at, answeredAt }) => answeredAt - at));
  const refusals = citizens.flatMap(({ taps }) => taps.filter(({ code }) => code === 'SLOT_FULL'));
  const knowing = refusals.map(({ at, answeredAt }) => answeredAt - at);
  const untold = refusals.filter(({ instead }) => instead === undefined).length;
  const outOfOrder = worstOvertaking(citizens);
  return [
    {
      promise: 'Every seat is sold once',
      found: `${sold} of ${SEATS} sold, ${overbooked} slots wrong`,
      kept: sold === SEATS && overbooked === 0,
    },
    {
      promise: 'Nobody has two reservations for a service',
      found: `${twice} in the tables, ${winnersTwice} citizens told so`,
      kept: twice + winnersTwice === 0,
    },
    {
      promise: 'Every yes is in the tables, and every reservation was told',
      found: `${new Set(granted).size} told, ${made.size} made, ${lost} lost`,
      kept: lost === 0 && new Set(granted).size === made.size,
    },
    {
      promise: 'Every tap is answered within 2 s',
      found: times(answers),
      kept: Math.max(...quantiles(answers)) <= 2_000,
    },
    {
      promise: 'Every loser knows within 2 s what else is free',
      found: `${untold} of ${refusals.length} refusals without it; ${times(knowing)}`,
      kept: untold === 0 && Math.max(...quantiles(knowing)) <= 2_000,
    },
    {
      promise: 'Nobody is overtaken by someone who came more than 1 s later',
      found: `at most ${Math.round(outOfOrder)} ms`,
      kept: outOfOrder <= 1_000,
    },
    { promise: 'No fault', found: `${faults}`, kept: faults === 0 },
  ];
}

/** By how much the luckiest latecomer of any slot came after the unluckiest who was told that it is full. */
function worstOvertaking(citizens: readonly Citizen[]): number {
  const bySlot = new Map<string, { won: number; lost: number }>();
  for (const { slot, at, code } of citizens.flatMap(({ taps }) => taps)) {
    const seen = bySlot.get(slot) ?? { won: 0, lost: Number.POSITIVE_INFINITY };
    if (code === 'OK') seen.won = Math.max(seen.won, at);
    if (code === 'SLOT_FULL') seen.lost = Math.min(seen.lost, at);
    bySlot.set(slot, seen);
  }
  return Math.max(0, ...[...bySlot.values()].map(({ won, lost }) => won - lost));
}

function judgeMemory(peak: number): Verdict {
  return {
    promise: `The host stays under ${MEGABYTES} MB`,
    found: `${peak} MB at its peak`,
    kept: peak <= MEGABYTES,
  };
}

function quantiles(values: readonly number[]): [number, number, number] {
  return [quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1)];
}

function times(values: readonly number[]): string {
  const [half, most, all] = quantiles(values).map(Math.round);
  return `half within ${half} ms, 99 of 100 within ${most} ms, the last within ${all} ms`;
}

function report(citizens: readonly Citizen[], verdicts: readonly Verdict[], seconds: number): string {
  const taps = citizens.flatMap((citizen) => citizen.taps);
  const counts = new Map<string, number>();
  for (const { code } of taps) counts.set(code, (counts.get(code) ?? 0) + 1);
  const early = citizens.filter(({ arrivesAt }) => arrivesAt < 1_000).length;
  return `# The rush, replayed

\`npm run rush\` writes this file: ${CITIZENS.toLocaleString('en')} citizens want ${SEATS.toLocaleString('en')} seats that are released at 08:00:00, through the real
host over HTTP, with PostgreSQL (defaults, fsync on) and all the phones on the same ${cpus().length} cores. Before the release the host has
served an ordinary morning: bookings and searches for the day after.

Of the citizens 15 % tap twice, 10 % go back and start again, ${BOTS} are bots that send whatever they can from before the
release on; whoever is refused takes one of what the refusal says is free and tries up to three times more; whoever is
asked to come back does so with the same key. ${early.toLocaleString('en')} came within the first second, half within ${HALF_HAVE_COME_AFTER} s. Everything was over after ${Math.round(seconds)} s.

| promise | found | verdict |
|---|---|---|
${verdicts.map(({ promise, found, kept }) => `| ${promise} | ${found} | ${kept ? 'kept' : '**broken**'} |`).join('\n')}

| answer | taps |
|---|---|
${[...counts]
  .sort((a, b) => b[1] - a[1])
  .map(([code, count]) => `| \`${code}\` | ${count.toLocaleString('en')} |`)
  .join('\n')}
`;
}

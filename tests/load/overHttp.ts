import { gzipSync } from 'node:zlib';
import { formatSlotId } from '../../domain/availability/slotId';
import { addDays } from '../../domain/calendar/localDate';
import { aPerson } from '../support/people';
import { city, firstDay, hallCode, onServer, slotOfThousand } from './benchCity';
import { type HostProcess, mintTokens, startHost, startProcess } from './hostProcess';
import { type Answer, get, measureHttp, openConnection, post } from './loadClient';
import type { Measured } from './measuring';
import type { Reach } from './pgbench';

export interface HttpLoad {
  readonly callers: number;
  readonly seconds: number;
}

let serial = 0;
let tokens: readonly string[] = [];

/** Draws the tokens once; they are valid for two hours. */
export async function prepareTokens(): Promise<void> {
  tokens = await mintTokens(2_000);
}

/** A booking as the phone sends it, for one person whom nobody else is. */
function bookingRequest(reach: Reach): string {
  serial += 1;
  const slot = formatSlotId(slotOfThousand(reach === 'one' ? 0 : Math.floor(Math.random() * 1_000)));
  const body = { slot, phone: '13812345678', people: [{ person: aPerson(serial), services: ['passport'] }] };
  return post('/api/reservations/make', JSON.stringify(body), {
    authorization: `Bearer ${tokens[serial % tokens.length]}`,
    'idempotency-key': `bench-${process.pid}-${serial}`,
  });
}

/** What a host needs to have compiled what it does again and again. Seconds. */
const WARMING = 4;

/** Measures a host that has warmed up, with the work that each answer cost it. */
async function measureWarm(
  host: HostProcess,
  load: HttpLoad,
  nextRequest: () => string,
  check: (answer: Answer) => void,
): Promise<Measured> {
  await measureHttp(host.port, { ...load, seconds: WARMING }, nextRequest, check);
  const before = host.worked();
  const result = await measureHttp(host.port, load, nextRequest, check);
  return { ...result, work: (host.worked() - before) / (result.perSecond * load.seconds) };
}

const expecting = (pattern: RegExp) => (answer: Answer) => {
  if (!pattern.test(answer.body))
    throw new Error(`Unexpected answer ${answer.status}: ${answer.body.slice(0, 300)}`);
};

/** Bookings that are granted, through the whole host. */
export async function measureBookings(databaseUrl: string, reach: Reach, load: HttpLoad) {
  const host = await startHost(databaseUrl);
  try {
    const idle = host.memory().now;
    const result = await measureWarm(host, load, () => bookingRequest(reach), expecting(/^{"ok":true/));
    return { ...result, idle, peak: host.memory().peak };
  } finally {
    await host.end();
  }
}

/** Bookings on a slot that is full. */
export async function measureRefusals(databaseUrl: string, load: HttpLoad): Promise<Measured> {
  await onServer(databaseUrl, (client) =>
    client.query(`update slot set booked = capacity where city = '${city}' and hall = '${hallCode(0)}'
      and date = '${firstDay}'`),
  );
  const host = await startHost(databaseUrl);
  try {
    return await measureWarm(host, load, () => bookingRequest('one'), expecting(/SLOT_FULL/));
  } finally {
    await host.end();
  }
}

const fifteenHalls = Array.from({ length: 15 }, (_, index) => hallCode(index));

export const searches = {
  /** How full each of 15 halls is on each of 30 days. */
  days: { service: 'passport', from: firstDay, to: addDays(firstDay, 29), halls: fifteenHalls },
  /** Every slot of a week as well: the fullest answer there is. */
  slots: { service: 'passport', from: firstDay, to: addDays(firstDay, 6), halls: fifteenHalls },
} as const;

const search = (name: keyof typeof searches, headers: Record<string, string>) =>
  get(`/api/slots/search?input=${encodeURIComponent(JSON.stringify(searches[name]))}`, headers);

/** Searches by callers who take compressed answers, or who have the answer already. */
export async function measureSearches(databaseUrl: string, name: keyof typeof searches, load: HttpLoad) {
  const host = await startHost(databaseUrl);
  try {
    const connection = await openConnection(host.port);
    const first = await connection.ask(search(name, {}));
    connection.close();
    expecting(/^{"ok":true,"data":{"halls":\[.*"open":\d{6}/)(first);
    const compressed = await measureWarm(
      host,
      load,
      () => search(name, { 'accept-encoding': 'gzip' }),
      ({ status }) => {
        if (status !== 200) throw new Error(`A search was answered with ${status}.`);
      },
    );
    return { ...compressed, bytes: gzipSync(Buffer.from(first.body, 'latin1')).length };
  } finally {
    await host.end();
  }
}

/** What an operation that does nothing answers, asked with the same bookings. */
export async function measureEmpty(load: HttpLoad): Promise<Measured> {
  const host = await startProcess('dist/emptyHost.mjs', {});
  try {
    return await measureWarm(host, load, () => bookingRequest('one'), expecting(/^{"ok":true/));
  } finally {
    await host.end();
  }
}

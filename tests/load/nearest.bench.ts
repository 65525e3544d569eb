import type { Database } from '../../cloudfunctions/_database/database';
import { callRoom } from '../../cloudfunctions/_runtime/doors/callRoom';
import type { ServedRoom } from '../../cloudfunctions/_runtime/serve';
import { createWindowsRoom } from '../../cloudfunctions/windows/createWindowsRoom';
import { straightLineRouting } from '../../cloudfunctions/windows/routing';
import { noWaitEstimate } from '../../cloudfunctions/windows/waitEstimate';
import { openService } from '../support/service';
import { generateNation } from './generatedNation';

const TODAY = '2026-11-23';
const NOW = `${TODAY}T09:00:00+08:00`;
const WARM_UP = 30;

/** Made-up tenants on one database: a city like Hangzhou, a province, a nation. */
const tenants = [
  { city: '990015', halls: 15 },
  { city: '990100', halls: 100 },
  { city: '993000', halls: 3_000 },
] as const;

/** Milliseconds of one call over so many halls: the middle one and the one that 95 of 100 stay under. */
export interface CallTimes {
  readonly halls: number;
  readonly median: number;
  readonly p95: number;
}

/** The same call over growing tenants, the smallest first. */
export interface NearestCalls {
  /** Asks in one of the tenant's towns. */
  ask(tenant: (typeof tenants)[number], townNumber: number): Promise<void>;
  readonly tenants: typeof tenants;
}

/** Seeds the tenants and gives the call: with everything that costs, seats, walk-ins and kiosks. */
export async function prepareNearestCalls(database: Database): Promise<NearestCalls> {
  const { dependencies } = await openService(database, NOW);
  for (const each of tenants) await generateNation(database, { ...each, today: TODAY });
  const room = createWindowsRoom({
    ...dependencies,
    routing: straightLineRouting,
    waitEstimate: noWaitEstimate,
  });
  return { tenants, ask: ({ city }, townNumber) => askInTown(room, city, townNumber) };
}

/** `windows.nearest` over each tenant. Calls alternate, so that whatever else the machine does slows all of them. */
export async function benchNearest(database: Database, calls = 200): Promise<readonly CallTimes[]> {
  const nearest = await prepareNearestCalls(database);
  const times = tenants.map(() => [] as number[]);
  for (let call = -WARM_UP; call < calls; call += 1) {
    for (const [index, tenant] of tenants.entries()) {
      const startedAt = performance.now();
      await nearest.ask(tenant, Math.abs(call * 37) % Math.max(1, Math.floor(tenant.halls / 15)));
      if (call >= 0) times[index]?.push(performance.now() - startedAt);
    }
  }
  return tenants.map(({ halls }, index) => ({ halls, ...timesOf(times[index] ?? []) }));
}

/** Someone in the middle of a town of the grid asks. */
async function askInTown(room: ServedRoom, city: string, townNumber: number): Promise<void> {
  const near = {
    longitude: 103.1 + (townNumber % 20) * 0.85,
    latitude: 22.1 + Math.floor(townNumber / 20) * 1.8,
  };
  const about = { endorsement: 'L', cardPermit: true };
  const input = { service: 'hkm-endorsement', near, about };
  const reply = await callRoom(room, { operation: 'nearest', input, city });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
}

function timesOf(milliseconds: number[]): Omit<CallTimes, 'halls'> {
  const sorted = milliseconds.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

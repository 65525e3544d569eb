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

const town = { city: '990015', halls: 15 };
const nation = { city: '993000', halls: 3_000 };

/** Milliseconds of one call, the middle one and the one that 95 of 100 stay under. */
export interface CallTimes {
  readonly median: number;
  readonly p95: number;
}

export interface NearestBenchmark {
  readonly fifteenHalls: CallTimes;
  readonly threeThousandHalls: CallTimes;
  /** How many times longer the middle call over 3,000 halls takes. The promise is at most 3. */
  readonly ratio: number;
}

/**
 * The same `windows.nearest` over 15 halls and over a generated nation of 3,000, on one PostgreSQL. Calls alternate,
 * so that whatever else the machine does slows both.
 */
export async function benchNearest(database: Database, calls = 200): Promise<NearestBenchmark> {
  const { dependencies } = await openService(database, NOW);
  for (const each of [town, nation]) await generateNation(database, { ...each, today: TODAY });
  const room = createWindowsRoom({
    ...dependencies,
    routing: straightLineRouting,
    waitEstimate: noWaitEstimate,
  });
  const inTown: number[] = [];
  const inNation: number[] = [];
  for (let call = -WARM_UP; call < calls; call += 1) {
    const small = await timeOneCall(room, town.city, 0);
    const large = await timeOneCall(room, nation.city, Math.abs(call * 37) % 200);
    if (call < 0) continue;
    inTown.push(small);
    inNation.push(large);
  }
  const fifteenHalls = timesOf(inTown);
  const threeThousandHalls = timesOf(inNation);
  return { fifteenHalls, threeThousandHalls, ratio: threeThousandHalls.median / fifteenHalls.median };
}

/** Someone in the middle of a town of the grid asks, with everything that costs: seats, walk-ins and kiosks. */
async function timeOneCall(room: ServedRoom, city: string, townNumber: number): Promise<number> {
  const near = {
    longitude: 103.1 + (townNumber % 20) * 0.85,
    latitude: 22.1 + Math.floor(townNumber / 20) * 1.8,
  };
  const about = { endorsement: 'L', cardPermit: true };
  const input = { service: 'hkm-endorsement', near, about };
  const startedAt = performance.now();
  const reply = await callRoom(room, { operation: 'nearest', input, city });
  const milliseconds = performance.now() - startedAt;
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return milliseconds;
}

function timesOf(milliseconds: number[]): CallTimes {
  const sorted = milliseconds.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

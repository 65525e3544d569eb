import { tableAvailability } from '../../cloudfunctions/_availability/availability';
import { rememberSlots } from '../../cloudfunctions/_availability/rememberSlots';
import { city, hallCode, now } from './benchCity';
import { openBenchCluster, openDatabase } from './benchCluster';
import { measureInProcess } from './inProcess';
import { median } from './measuring';
import { searches } from './overHttp';

export interface Grown {
  readonly halls: number;
  readonly history: number;
  /** Per second. */
  readonly bookings: number;
  /** Milliseconds of one search. */
  readonly memory: number;
  readonly tables: number;
}

const sizes = [
  { halls: 15, history: 3_000 },
  { halls: 15, history: 30_000 },
  { halls: 15, history: 300_000 },
  { halls: 150, history: 30_000 },
  { halls: 1_500, history: 300_000 },
];

/** The same bookings and searches in a city of ten and a hundred times the halls and the past. */
export async function measureGrowth(seconds: number): Promise<Grown[]> {
  const grown: Grown[] = [];
  for (const size of sizes) {
    const bench = await openBenchCluster({ ...size, days: 30, seatsPerSlot: 1_000_000 });
    const database = openDatabase(await bench.fresh());
    try {
      const { perSecond } = await measureInProcess(database, { reach: 'thousand', callers: 256, seconds });
      grown.push({ ...size, bookings: perSecond, ...(await measureSearchTimes(database)) });
    } finally {
      await database.close();
      await bench.cluster.remove();
    }
  }
  return grown;
}

async function measureSearchTimes(database: ReturnType<typeof openDatabase>) {
  const tables = tableAvailability(database);
  const memory = rememberSlots(database, () => now);
  const question = {
    ...searches.days,
    city,
    halls: Array.from({ length: 15 }, (_, index) => hallCode(index)),
    lane: 'appointment',
    partySize: 1,
    now,
    bookableFrom: now,
  } as const;
  while (memory.version(city) === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  const times = { memory: [] as number[], tables: [] as number[] };
  for (let search = 0; search < 50; search += 1) {
    for (const [name, availability] of Object.entries({ memory, tables })) {
      const startedAt = performance.now();
      await availability.searchDays(question);
      times[name as 'memory' | 'tables'].push(performance.now() - startedAt);
    }
  }
  memory.close();
  return { memory: median(times.memory), tables: median(times.tables) };
}

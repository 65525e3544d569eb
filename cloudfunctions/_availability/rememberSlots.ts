import { formatSlotId, type SlotKey } from '../../domain/availability/slotId';
import { toHallTime } from '../../domain/calendar/hallTime';
import type { Database } from '../_database/database';
import { hallPositions } from '../_database/halls';
import { readSlotVersions, type SlotVersion } from '../_database/slotVersions';
import type { Clock } from '../_runtime/clock';
import { type Availability, tableAvailability } from './availability';
import { type OpenSeats, readOpenSeats, readSlots, type SlotFacts } from './queries/readSlots';
import { daysAmong, earliestAmong, slotsAmong } from './searchSlotFacts';

/** How often the versions are asked for. Milliseconds. */
const POLL_EVERY = 400;
/** What was not confirmed for longer is not believed. Milliseconds. */
const BELIEVED_FOR = 1_000;
/** Everything is read again after this long, whatever the versions say. Milliseconds. */
const READ_AGAIN_AFTER = 60_000;

/** Halls whose slots are read in one statement: about 50,000 slots. */
const HALLS_AT_ONCE = 100;

export interface SlotMemory extends Availability {
  /**
   * Seats that are left on a released slot, when they are fewer than `seats`: such a party can be refused without
   * asking. Undefined when it may fit or when nothing fresh is known. Never a reason to say yes.
   */
  seatsShort(city: string, slot: SlotKey, seats: number, now: Date): number | undefined;
  /** What a booking statement has just seen of a slot. */
  learn(city: string, slot: SlotKey, open: number): void;
  /** Grows whenever what is remembered of a city changes; undefined when nothing fresh is known. */
  version(city: string): number | undefined;
  close(): void;
}

/** What is known of one city. */
interface CityMemory {
  readonly slots: Map<string, SlotFacts[]>;
  readonly byId: Map<string, SlotFacts>;
  readonly versions: Map<string, SlotVersion>;
  /** The first day that is remembered. */
  from: string;
  version: number;
  confirmedAt: number;
  readAt: number;
}

/**
 * Keeps a city's coming slots in the host's memory, from its first question on. Answers come from it while it was
 * confirmed within the last second, and from the tables otherwise.
 */
export function rememberSlots(
  database: Database,
  clock: Clock,
  elapsed: () => number = () => performance.now(),
): SlotMemory {
  const tables = tableAvailability(database);
  const cities = new Map<string, CityMemory>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function fresh(city: string): CityMemory | undefined {
    const memory = cities.get(city);
    if (memory === undefined) {
      cities.set(city, emptyMemory());
      timer ??= setTimeout(poll, 0);
      return undefined;
    }
    return elapsed() - memory.confirmedAt <= BELIEVED_FOR ? memory : undefined;
  }

  /** The memory that can answer a question about days from `from` on. */
  function covering(city: string, from: string): CityMemory | undefined {
    const memory = fresh(city);
    return memory !== undefined && from >= memory.from ? memory : undefined;
  }

  async function poll(): Promise<void> {
    for (const [city, memory] of cities) {
      // While the database is away nothing is confirmed, and after a second nothing is believed.
      await refresh(database, city, memory, { today: toHallTime(clock()).date, at: elapsed() }).catch(
        () => undefined,
      );
    }
    if (!closed) timer = setTimeout(poll, POLL_EVERY);
  }

  return {
    searchDays: async (question) => {
      const memory = covering(question.city, question.from);
      return memory === undefined ? tables.searchDays(question) : daysAmong(memory.slots, question);
    },
    searchSlots: async (question) => {
      const memory = covering(question.city, question.from);
      return memory === undefined ? tables.searchSlots(question) : slotsAmong(memory.slots, question);
    },
    findEarliest: async (question) => {
      const memory = covering(question.city, question.from);
      return memory === undefined ? tables.findEarliest(question) : earliestAmong(memory.slots, question);
    },
    seatsShort(city, key, seats, now) {
      const slot = fresh(city)?.byId.get(formatSlotId(key));
      const short = slot !== undefined && slot.released_at <= now && slot.open < seats;
      return short ? Math.max(0, slot.open) : undefined;
    },
    learn(city, key, open) {
      const memory = cities.get(city);
      const slot = memory?.byId.get(formatSlotId(key));
      if (memory === undefined || slot === undefined || slot.open === open) return;
      Object.assign(slot, { open });
      memory.version += 1;
      // The statement may be older than what was read meanwhile: the next poll decides.
      const { shape = -1 } = memory.versions.get(key.hall) ?? {};
      memory.versions.set(key.hall, { version: -1, shape });
    },
    version: (city) => fresh(city)?.version,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** Asks what has changed since the last time, and reads just that. */
async function refresh(
  database: Database,
  city: string,
  memory: CityMemory,
  { today, at }: { today: string; at: number },
): Promise<void> {
  const everything = today !== memory.from || at - memory.readAt > READ_AGAIN_AFTER;
  const versions = await readSlotVersions(database, city);
  // A hall whose slots nobody counted is found all the same when everything is read.
  const known = everything ? (await hallPositions(database, city)).keys() : [];
  const halls = [...new Set([...versions.keys(), ...known])];
  const { reshaped, changed } = whatToRead(halls, versions, everything ? new Map() : memory.versions);
  for (const some of portionsOf(reshaped)) {
    replace(memory, some, await readSlots(database, city, some, today));
  }
  if (changed.length > 0) adjust(memory, changed, await readOpenSeats(database, city, changed, today));
  if (reshaped.length + changed.length > 0) memory.version += 1;
  for (const [hall, version] of versions) memory.versions.set(hall, version);
  Object.assign(memory, { confirmedAt: at, ...(everything ? { from: today, readAt: at } : {}) });
}

/** Halls in portions that are read well within the time that a statement may take, however many a city has. */
function portionsOf(halls: readonly string[]): string[][] {
  const count = Math.ceil(halls.length / HALLS_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    halls.slice(index * HALLS_AT_ONCE, (index + 1) * HALLS_AT_ONCE),
  );
}

/** Halls whose slots are read anew, and halls of which only the free seats are. */
function whatToRead(
  halls: readonly string[],
  versions: ReadonlyMap<string, SlotVersion>,
  seen: ReadonlyMap<string, SlotVersion>,
) {
  const reshaped = halls.filter(
    (hall) => !seen.has(hall) || versions.get(hall)?.shape !== seen.get(hall)?.shape,
  );
  const changed = halls.filter(
    (hall) => !reshaped.includes(hall) && versions.get(hall)?.version !== seen.get(hall)?.version,
  );
  return { reshaped, changed };
}

function emptyMemory(): CityMemory {
  return {
    slots: new Map(),
    byId: new Map(),
    versions: new Map(),
    from: '',
    version: 0,
    confirmedAt: Number.NEGATIVE_INFINITY,
    readAt: Number.NEGATIVE_INFINITY,
  };
}

function replace(memory: CityMemory, halls: readonly string[], rows: readonly SlotFacts[]): void {
  for (const hall of halls) {
    for (const slot of memory.slots.get(hall) ?? []) memory.byId.delete(idOf(slot));
    memory.slots.set(hall, []);
  }
  for (const slot of rows) {
    memory.slots.get(slot.hall)?.push(slot);
    memory.byId.set(idOf(slot), slot);
  }
}

/** Writes free seats over those that are remembered; slots and rows are in the same order. */
function adjust(memory: CityMemory, halls: readonly string[], days: readonly OpenSeats[]): void {
  const seats = new Map(
    days.map(({ hall, lane, date, open }) => [`${hall} ${lane} ${date}`, open.split(',')]),
  );
  for (const slot of halls.flatMap((hall) => memory.slots.get(hall) ?? [])) {
    const open = seats.get(`${slot.hall} ${slot.lane} ${slot.date}`)?.shift();
    if (open !== undefined) Object.assign(slot, { open: Number(open) });
  }
}

function idOf({ start_minute: startMinute, ...slot }: SlotFacts): string {
  return formatSlotId({ ...slot, startMinute });
}

import fc from 'fast-check';
import { parseSlotId, type SlotKey } from '../../domain/availability/slotId';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { city, openService } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { everyWeekday } from '../_database/earliestSeats';
import { addToBooked } from '../_database/slots';
import { countSlotChange } from '../_database/slotVersions';
import { sql } from '../_database/sql';
import { tableAvailability } from './availability';
import { rememberSlots, type SlotMemory } from './rememberSlots';

const MONDAY_NINE = new Date('2026-11-23T09:00:00+08:00');
const slot = parseSlotId('xihu.appointment.2026-11-25.0900') as SlotKey;

let database: Database;
let memory: SlotMemory;
/** What the memory's stopwatch shows beside the time that passes; a test lets it jump. */
let skipped = 0;
let reads = 0;

beforeAll(async () => {
  database = await freshHangzhou();
  await openService(database, MONDAY_NINE.toISOString());
  const counted: Database = {
    ...database,
    rows: (statement) => {
      if (/from slot\b/.test(statement.text)) reads += 1;
      return database.rows(statement);
    },
  };
  memory = rememberSlots(
    counted,
    () => MONDAY_NINE,
    () => performance.now() + skipped,
  );
}, 30_000);
afterAll(async () => {
  memory.close();
  await database.close();
});

const setOpen = async (open: number) => {
  const [row] = await database.rows<{ open: number }>(sql`
    select capacity - held_back - booked as open from slot where city = ${city} and hall = ${slot.hall}
      and lane = ${slot.lane} and date = ${slot.date} and start_minute = ${slot.startMinute}`);
  await addToBooked(database, city, slot, row!.open - open);
};

/** Looks again and again until it is so, for a second, which is the promise; a busy machine may take longer to start. */
async function within1Second(so: () => boolean | Promise<boolean>, seconds = 1): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  while (!(await so())) {
    if (performance.now() > end) throw new Error(`It was not so within ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const isKnown = () => within1Second(() => memory.version(city) !== undefined, 10);

const question = {
  city,
  halls: ['xihu', 'city', 'gongshu', 'binjiang'],
  lane: 'appointment' as const,
  service: 'passport' as const,
  from: '2026-11-23',
  to: '2026-12-08',
  partySize: 1,
  now: MONDAY_NINE,
  bookableFrom: new Date(MONDAY_NINE.getTime() + 3_600_000),
};

it('answers every question as the tables do', async () => {
  await database.rows(
    sql`update slot set booked = (start_minute * 7 + extract(day from date)::integer) % (capacity + 1 - held_back)`,
  );
  await countSlotChange(database, city, [...question.halls, 'yuhang']);
  await isKnown();
  const tables = tableAvailability(database);
  const days = ['2026-11-23', '2026-11-24', '2026-11-28', '2026-12-05', '2026-12-08', '2026-12-31'];
  await within1Second(async () => {
    const [mine, theirs] = await Promise.all([memory.searchSlots(question), tables.searchSlots(question)]);
    return JSON.stringify(mine) === JSON.stringify(theirs);
  }, 10);

  await fc.assert(
    fc.asyncProperty(
      fc.record({
        halls: fc.subarray(['xihu', 'city', 'gongshu', 'qiantang', 'nowhere']),
        lane: fc.constantFrom('appointment' as const, 'enterprise' as const, 'walk-in' as const),
        service: fc.constantFrom('passport' as const, 'hkm-permit' as const, 'tw-endorsement' as const),
        from: fc.constantFrom(...days),
        to: fc.constantFrom(...days),
        partySize: fc.integer({ min: 1, max: 5 }),
        ahead: fc.constantFrom(0, 60, 1_440, 20_160),
        weekdays: fc.subarray([...everyWeekday]),
        hours: fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 500, max: 1_440 })),
      }),
      async ({ ahead, weekdays, hours, ...asked }) => {
        const bookableFrom = new Date(MONDAY_NINE.getTime() + ahead * 60_000);
        const search = { ...question, ...asked, bookableFrom };
        const soonest = {
          ...search,
          services: [asked.service],
          halls: asked.halls.map((hall) => ({ hall, startsFrom: bookableFrom })),
          weekdays,
          earliestMinute: hours[0],
          latestMinute: hours[1],
        };
        const byHall = (a: { hall: string }, b: { hall: string }) => a.hall.localeCompare(b.hall);

        expect(await memory.searchDays(search)).toEqual(await tables.searchDays(search));
        expect(await memory.searchSlots(search)).toEqual(await tables.searchSlots(search));
        expect([...(await memory.findEarliest(soonest))].sort(byHall)).toEqual(
          [...(await tables.findEarliest(soonest))].sort(byHall),
        );
      },
    ),
    { numRuns: 150 },
  );
}, 30_000);

it('knows a hall whose slots nobody has counted', async () => {
  await database.rows(sql`delete from slot_version where city = ${city} and hall = 'shangcheng'`);
  const late = rememberSlots(database, () => MONDAY_NINE);
  await late.searchDays(question);
  await within1Second(() => late.version(city) !== undefined, 10);

  const days = await late.searchDays({ ...question, halls: ['shangcheng'] });
  late.close();

  expect(days.length).toBeGreaterThan(5);
});

it('reads no slot for a question once it knows the city', async () => {
  await isKnown();
  const before = reads;
  for (let asked = 0; asked < 50; asked += 1) await memory.searchDays(question);

  expect(reads).toBe(before);
});

it('knows within a second that a slot is full, and that a seat is free again', async () => {
  const short = () => memory.seatsShort(city, slot, 1, MONDAY_NINE);
  await setOpen(0);
  await within1Second(() => short() === 0);

  await setOpen(2);
  await within1Second(() => short() === undefined);

  expect(memory.seatsShort(city, slot, 3, MONDAY_NINE)).toBe(2);
});

it('believes what a booking statement saw until the next look', async () => {
  await setOpen(4);
  await within1Second(() => memory.seatsShort(city, slot, 5, MONDAY_NINE) === 4);

  memory.learn(city, slot, 0);

  expect(memory.seatsShort(city, slot, 1, MONDAY_NINE)).toBe(0);
  await within1Second(() => memory.seatsShort(city, slot, 1, MONDAY_NINE) === undefined);
});

it('says nothing of a slot that is not released, and nothing that was not confirmed within a second', async () => {
  await setOpen(0);
  await within1Second(() => memory.seatsShort(city, slot, 1, MONDAY_NINE) === 0);
  expect(memory.seatsShort(city, slot, 1, new Date('2026-11-01T09:00:00+08:00'))).toBeUndefined();

  skipped += 1_100;
  expect(memory.seatsShort(city, slot, 1, MONDAY_NINE)).toBeUndefined();
  expect(memory.version(city)).toBeUndefined();
  const before = reads;
  await memory.searchDays(question);
  expect(reads).toBeGreaterThan(before);
});

import fc from 'fast-check';
import { parseSlotId } from '../../domain/availability/slotId';
import { asOwner, freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import { withoutFairness } from '../../tests/support/withoutFairness';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';

/**
 * The life of reservations against a small model: people book, move, cancel, repeat themselves and let time pass, in
 * any order. After every step the service must agree with the model and the database with itself.
 */
const START = new Date('2026-11-23T08:00:00+08:00');
const HOUR = 3_600_000;
/** Three seats each, so that parties run into one another; the first is too near to book as soon as time passes. */
const SLOTS = [
  'scenic-area.appointment.2026-11-23.1000',
  'scenic-area.appointment.2026-11-24.0900',
  'scenic-area.appointment.2026-11-24.0930',
];
const SEATS = 3;
const ACCOUNTS = ['an', 'bo'];
const PEOPLE = Array.from({ length: 4 }, (_, index) => aPerson(700 + index));

let database: Database;
let service: Service;
let citizens: Citizen[];

beforeAll(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, START.toISOString());
  citizens = await Promise.all(ACCOUNTS.map((name) => service.citizen(name)));
});
afterAll(() => database.close());

interface Booked {
  readonly id: string;
  readonly account: number;
  readonly people: readonly number[];
  slot: number;
  live: boolean;
  /** Changes so far, each of which must have left an audit row. */
  changes: number;
}

interface Model {
  now: number;
  readonly reservations: Booked[];
  /** What was asked under a key, and what came of it. */
  readonly wishes: {
    readonly account: number;
    readonly input: object;
    readonly key: string;
    readonly id: string;
  }[];
}

type Step = fc.AsyncCommand<Model, Service>;

const startOf = (slot: number) => {
  const { date, startMinute } = parseSlotId(SLOTS[slot]!)!;
  return Date.parse(`${date}T00:00:00+08:00`) + startMinute * 60_000;
};
const seatsTaken = ({ reservations }: Model, slot: number) =>
  reservations
    .filter((each) => each.live && each.slot === slot)
    .reduce((sum, { people }) => sum + people.length, 0);
/** Booking, moving and cancelling all close an hour before; the hour itself still books and no longer changes. */
const bookable = (model: Model, slot: number) => model.now <= startOf(slot) - HOUR;
const changeable = (model: Model, slot: number) => model.now < startOf(slot) - HOUR;

const make = (account: number, slot: number, people: readonly number[]): Step => ({
  check: () => true,
  async run(model) {
    const key = newId();
    const input = {
      slot: SLOTS[slot],
      people: people.map((index) => ({ person: PEOPLE[index], services: ['passport'] })),
      phone: '13812345678',
    };
    const expected = expectedOfMake(model, slot, people);

    expect(await citizens[account]!.code('reservations', 'make', input, key)).toBe(expected);

    if (expected !== 'OK') return;
    const id = await idOf(account, input, key);
    model.reservations.push({ id, account, people, slot, live: true, changes: 1 });
    model.wishes.push({ account, input, key, id });
  },
  toString: () => `make(${ACCOUNTS[account]}, slot ${slot}, people ${people.join()})`,
});

function expectedOfMake(model: Model, slot: number, people: readonly number[]): string {
  if (!bookable(model, slot)) return 'TOO_LATE_TO_BOOK';
  const live = model.reservations.filter((each) => each.live);
  if (live.some((each) => each.people.some((person) => people.includes(person)))) return 'ALREADY_BOOKED';
  return seatsTaken(model, slot) + people.length > SEATS ? 'SLOT_FULL' : 'OK';
}

/** What the same wish under the same key gives. */
async function idOf(account: number, input: object, key: string): Promise<string> {
  const again = await citizens[account]!.get<{ reservation: { id: string } }>(
    'reservations',
    'make',
    input,
    key,
  );
  return again.reservation.id;
}

const retry = (which: number): Step => ({
  check: ({ wishes }) => wishes.length > 0,
  async run({ wishes }) {
    const { account, input, key, id } = wishes[which % wishes.length]!;
    expect(await idOf(account, input, key)).toBe(id);
  },
  toString: () => `retry(${which})`,
});

const reschedule = (which: number, slot: number, asStranger: boolean): Step => ({
  check: ({ reservations }) => reservations.length > 0,
  async run(model) {
    const booked = model.reservations[which % model.reservations.length]!;
    const account = asStranger ? 1 - booked.account : booked.account;
    const expected = asStranger ? 'NOT_FOUND' : expectedOfMove(model, booked, slot);
    const input = { reservation: booked.id, slot: SLOTS[slot] };

    expect(await citizens[account]!.code('reservations', 'reschedule', input)).toBe(expected);

    if (expected !== 'OK') return;
    booked.slot = slot;
    booked.changes += 1;
  },
  toString: () => `reschedule(${which}, slot ${slot}${asStranger ? ', as a stranger' : ''})`,
});

function expectedOfMove(model: Model, booked: Booked, slot: number): string {
  if (!booked.live) return 'NOT_CHANGEABLE';
  if (!changeable(model, booked.slot)) return 'TOO_LATE_TO_CHANGE';
  if (slot === booked.slot) return 'SAME_SLOT';
  if (!bookable(model, slot)) return 'TOO_LATE_TO_BOOK';
  return seatsTaken(model, slot) + booked.people.length > SEATS ? 'SLOT_FULL' : 'OK';
}

const cancel = (which: number, asStranger: boolean): Step => ({
  check: ({ reservations }) => reservations.length > 0,
  async run(model) {
    const booked = model.reservations[which % model.reservations.length]!;
    const account = asStranger ? 1 - booked.account : booked.account;
    const tooLate = booked.live && !changeable(model, booked.slot);
    const expected = asStranger ? 'NOT_FOUND' : tooLate ? 'TOO_LATE_TO_CANCEL' : 'OK';

    expect(await citizens[account]!.code('reservations', 'cancel', { reservation: booked.id })).toBe(
      expected,
    );

    if (expected !== 'OK' || !booked.live) return;
    booked.live = false;
    booked.changes += 1;
  },
  toString: () => `cancel(${which}${asStranger ? ', as a stranger' : ''})`,
});

const timePasses = (minutes: number): Step => ({
  check: () => true,
  async run(model) {
    model.now += minutes * 60_000;
    service.setNow(new Date(model.now).toISOString());
  },
  toString: () => `${minutes} minutes pass`,
});

/** Every step ends with the promises that hold whatever happened. */
async function expectPromisesKept(model: Model): Promise<void> {
  const slots = await database.rows<{ booked: number; capacity: number; seats: number; people: number }>(sql`
    with live as (
      select hall, lane, date, start_minute, sum(seats)::integer as seats,
        sum((select count(distinct position) from applicant where applicant.city = ${city} and applicant.live
          and applicant.reservation_id = reservation.id))::integer as people
      from reservation where city = ${city} and status = 'booked' group by hall, lane, date, start_minute
    )
    select slot.booked, slot.capacity, coalesce(live.seats, 0) as seats, coalesce(live.people, 0) as people
    from slot left join live using (hall, lane, date, start_minute)
    where slot.city = ${city} and (slot.booked <> 0 or live.seats is not null)`);
  for (const { booked, capacity, seats, people } of slots) {
    expect({ booked, people }).toEqual({ booked: seats, people: seats });
    expect(booked).toBeLessThanOrEqual(capacity);
  }
  const twice = await database.rows(sql`
    select document_blind, service from applicant where city = ${city} and live
    group by document_blind, service having count(*) > 1`);
  expect(twice).toEqual([]);
  const audited = await database.rows<{ subject: string; rows: number }>(sql`
    select subject, count(*)::integer as rows from audit_entry where subject like 'reservation:%' group by subject`);
  expect(Object.fromEntries(audited.map(({ subject, rows }) => [subject, rows]))).toEqual(
    Object.fromEntries(model.reservations.map(({ id, changes }) => [`reservation:${id}`, changes])),
  );
}

/** A step that also checks the promises. */
const keepingPromises = (step: Step): Step => ({
  check: (model) => step.check(model),
  run: async (model, real) => {
    await step.run(model, real);
    await expectPromisesKept(model);
  },
  toString: () => step.toString(),
});

const which = fc.nat({ max: 5 });
const slot = fc.nat({ max: SLOTS.length - 1 });
const rarely = fc.nat({ max: 7 }).map((roll) => roll === 0);
const party = fc.uniqueArray(fc.nat({ max: PEOPLE.length - 1 }), { minLength: 1, maxLength: 3 });

const steps = [
  fc.tuple(fc.nat({ max: 1 }), slot, party).map((args) => make(...args)),
  fc.tuple(fc.nat({ max: 1 }), slot, party).map((args) => make(...args)),
  fc.tuple(which, slot, rarely).map((args) => reschedule(...args)),
  fc.tuple(which, rarely).map((args) => cancel(...args)),
  which.map((index) => retry(index)),
  fc.constantFrom(30, 60, 61, 600).map((minutes) => timePasses(minutes)),
].map((arbitrary) => arbitrary.map(keepingPromises));

describe("a reservation's life", () => {
  it('keeps every promise, whatever people do and in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 20 }), async (commands) => {
        await database.script(
          asOwner(
            "delete from applicant; delete from reservation; delete from audit_entry; delete from rebook_wait; update slot set booked = 0, held_back = 0, capacity = 3 where hall = 'scenic-area'",
          ),
        );
        service.setNow(START.toISOString());
        await fc.asyncModelRun(
          () => ({ model: { now: START.getTime(), reservations: [], wishes: [] }, real: service }),
          commands,
        );
      }),
      { numRuns: 40 },
    );
  });
});

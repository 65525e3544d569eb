import { sql } from '../../cloudfunctions/_database/sql';
import { settleWaitlist } from '../../cloudfunctions/timers/settleWaitlist';
import type { Reservation } from '../../contract/reservations';
import type { WaitlistEntry } from '../../contract/waitlist';
import { mayMoveOnWaitlist, type WaitlistStatus } from '../../domain/waitlist/waitlistStatus';
import { aPerson } from '../support/people';
import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { type Citizen, city, openService, type Service, type TestReply } from '../support/service';
import { withoutFairness } from '../support/withoutFairness';

const NOW = '2026-11-23T09:00:00+08:00';
const ENTRIES = 500;
const HALL = 'city';
const SEATS = 40;
const MINUTES = [510, 540, 570, 600];
const phone = '13812345678';

let postgres: TestPostgres;
let service: Service;
let serial = 0;

beforeAll(async () => {
  postgres = await freshPostgres();
  await withoutFairness(postgres.database);
  service = await openService(postgres.database, NOW);
});
afterAll(() => postgres.drop());

const slotId = (date: string, minute: number) =>
  `${HALL}.appointment.${date}.${String(Math.floor(minute / 60)).padStart(2, '0')}${String(minute % 60).padStart(2, '0')}`;

const newName = (kind: string) => {
  serial += 1;
  return `${kind}-${serial}`;
};

const newPeople = (count: number) =>
  Array.from({ length: count }, () => {
    serial += 1;
    return aPerson(serial);
  });

/** Picks that look random and are the same at every run. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const draw = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  return items
    .map((item) => ({ item, order: draw() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

async function inGroups<T, R>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += size) {
    results.push(...(await Promise.all(items.slice(from, from + size).map(work))));
  }
  return results;
}

interface Visit {
  readonly citizen: Citizen;
  readonly id: string;
  readonly seats: number;
}

/** A day whose four slots are sold out to parties of one to three. */
async function soldOutDay(date: string): Promise<Visit[]> {
  await postgres.database.rows(sql`
    update slot set booked = 0, held_back = case when start_minute = any(${MINUTES}::integer[]) then 0 else capacity end,
      capacity = case when start_minute = any(${MINUTES}::integer[]) then ${SEATS} else capacity end
    where city = ${city} and hall = ${HALL} and date = ${date}`);
  const wishes = MINUTES.flatMap((minute) =>
    Array.from({ length: SEATS / 2 }, (_, index) => ({
      minute,
      seats: index % 3 === 0 ? 1 : (index % 3) + 1,
    })),
  );
  const visits = await inGroups(wishes, 40, async ({ minute, seats }) => {
    const citizen = await service.citizen(newName('visitor'));
    const people = newPeople(seats).map((person) => ({ person, services: ['passport'] }));
    const reply = await service.call(
      'reservations',
      'make',
      { slot: slotId(date, minute), people, phone },
      citizen,
    );
    return reply.ok
      ? { citizen, id: (reply.data as { reservation: Reservation }).reservation.id, seats }
      : null;
  });
  await postgres.database.rows(sql`
    update slot set capacity = booked where city = ${city} and hall = ${HALL} and date = ${date} and held_back = 0`);
  return visits.flatMap((visit) => (visit === null ? [] : [visit]));
}

interface Waiting {
  readonly citizen: Citizen;
  readonly id: string;
  readonly people: ReturnType<typeof aPerson>[];
}

async function wait(date: string, index: number, changes: object = {}, seats = 1): Promise<Waiting> {
  const citizen = await service.citizen(`waiting-${date}-${index}`);
  const people = newPeople(seats);
  const { entry } = await citizen.get<{ entry: WaitlistEntry }>('reservations', 'joinWaitlist', {
    service: 'passport',
    halls: [HALL],
    from: date,
    to: date,
    people: people.map((person) => ({ person })),
    phone,
    automatic: true,
    ...changes,
  });
  return { citizen, id: entry.id, people };
}

const codeOf = (reply: TestReply) => (reply.ok ? 'OK' : reply.error.code);

async function strangerBooks(date: string, minute: number): Promise<string> {
  const citizen = await service.citizen(newName('stranger'));
  const people = newPeople(1).map((person) => ({ person, services: ['passport'] }));
  return codeOf(
    await service.call('reservations', 'make', { slot: slotId(date, minute), people, phone }, citizen),
  );
}

const settle = () => settleWaitlist(service.dependencies, city, service.dependencies.clock());

interface SlotRow {
  start_minute: number;
  capacity: number;
  booked: number;
  live: number;
  held: number;
}

/** Seats as they are counted, and as they add up from visits and offers. */
function slotsOf(date: string): Promise<SlotRow[]> {
  return postgres.database.rows<SlotRow>(sql`
    select start_minute, capacity, booked,
      (select coalesce(sum(seats), 0)::integer from reservation where city = ${city} and hall = slot.hall
        and lane = slot.lane and date = slot.date and start_minute = slot.start_minute and status = 'booked') as live,
      (select coalesce(sum(seats), 0)::integer from waitlist_entry where city = ${city} and status = 'offered'
        and offered_hall = slot.hall and offered_date = slot.date and offered_minute = slot.start_minute) as held
    from slot where city = ${city} and hall = ${HALL} and lane = 'appointment' and date = ${date}
      and start_minute = any(${MINUTES}::integer[])
    order by start_minute`);
}

async function noSeatIsLostOrDouble(date: string): Promise<void> {
  for (const { capacity, booked, live, held } of await slotsOf(date)) {
    expect(booked).toBe(live + held);
    expect(booked).toBeLessThanOrEqual(capacity);
  }
  const torn = await postgres.database.rows(sql`
    select reservation.id from reservation left join applicant
      on applicant.city = reservation.city and applicant.reservation_id = reservation.id
    where reservation.city = ${city} group by reservation.city, reservation.id, reservation.seats
    having count(distinct applicant.position) <> reservation.seats`);
  expect(torn).toEqual([]);
  const twice = await postgres.database.rows(sql`
    select document_blind from applicant where city = ${city} and live
    group by document_blind, service having count(*) > 1`);
  expect(twice).toEqual([]);
}

describe(`${ENTRIES} places on the list`, () => {
  it('are served strictly in order, and no stranger gets a seat that someone waits for', async () => {
    const date = '2026-11-25';
    const visits = await soldOutDay(date);
    const waiting = await inGroups(
      Array.from({ length: ENTRIES }, (_, index) => index),
      40,
      (index) => wait(date, index),
    );
    const leaving = shuffled(visits, 7).slice(0, 60);
    const freed = leaving.reduce((sum, { seats }) => sum + seats, 0);

    const strangers: Promise<string>[] = [];
    const cancels = await Promise.all(
      leaving.flatMap(({ citizen, id }, index) => {
        strangers.push(
          strangerBooks(date, MINUTES[index % 4]!),
          strangerBooks(date, MINUTES[(index + 1) % 4]!),
        );
        // Every cancel is sent twice at once: the second changes nothing.
        const cancel = () => citizen.code('reservations', 'cancel', { reservation: id });
        return [cancel(), cancel()];
      }),
    );

    expect(new Set(cancels)).toEqual(new Set(['OK']));
    expect(new Set(await Promise.all(strangers))).toEqual(new Set(['SLOT_FULL']));
    await noSeatIsLostOrDouble(date);
    expect((await slotsOf(date)).every(({ booked, capacity }) => booked === capacity)).toBe(true);
    const rows = await postgres.database.rows<{ status: string }>(sql`
      select status from waitlist_entry where city = ${city} and from_date = ${date} order by joined_at, id`);
    expect(waiting).toHaveLength(ENTRIES);
    expect(rows.map(({ status }) => status)).toEqual(
      Array.from({ length: ENTRIES }, (_, index) => (index < freed ? 'booked' : 'waiting')),
    );
    const told = await postgres.database.rows(sql`
      select 1 from notification where city = ${city} and kind = 'waitlist.booked' and facts ->> 'date' = ${date}`);
    expect(told).toHaveLength(freed);
    expect(await settle()).toBe(0);
  });

  it('of parties that accept, decline, leave and book elsewhere while others cancel, lose no seat and skip nobody', async () => {
    const date = '2026-11-26';
    const elsewhere = 'city.appointment.2026-11-27.0900';
    await postgres.database.rows(sql`
      update slot set capacity = 500, held_back = 0 where city = ${city} and hall = ${HALL} and date = '2026-11-27'
        and start_minute = 540`);
    const visits = await soldOutDay(date);
    const waiting = await inGroups(
      Array.from({ length: ENTRIES }, (_, index) => index),
      40,
      (index) =>
        wait(
          date,
          index,
          {
            automatic: index % 3 === 0,
            ...(index % 4 === 0 ? { latestStart: '09:00' } : {}),
            ...(index % 4 === 1 ? { earliestStart: '09:30' } : {}),
          },
          1 + (index % 3),
        ),
    );
    const codes: string[] = [];
    const answerOffer = async ({ citizen, id }: Waiting, index: number) => {
      const { entries } = await citizen.get<{ entries: WaitlistEntry[] }>('reservations', 'myWaitlist', {});
      const offer = entries.find((entry) => entry.id === id)?.offer;
      if (offer === undefined) return;
      const answer = { entry: id, slot: offer.slot };
      const operation = index % 2 === 0 ? 'acceptOffer' : 'declineOffer';
      codes.push(...(await Promise.all([1, 2].map(() => citizen.code('reservations', operation, answer)))));
    };
    const tasks: (() => Promise<unknown>)[] = shuffled(
      [
        ...visits.slice(0, 70).map(({ citizen, id }) => async () => {
          codes.push(await citizen.code('reservations', 'cancel', { reservation: id }));
        }),
        ...waiting.slice(0, 120).map((who, index) => () => answerOffer(who, index)),
        ...waiting.slice(0, 120).map((who, index) => () => answerOffer(who, index)),
        ...waiting.slice(20, 60).map(({ citizen, id }) => async () => {
          codes.push(await citizen.code('reservations', 'leaveWaitlist', { entry: id }));
        }),
        ...waiting.slice(40, 90).map(({ citizen, people }) => async () => {
          const party = people.map((person) => ({ person, services: ['passport'] }));
          codes.push(await citizen.code('reservations', 'make', { slot: elsewhere, people: party, phone }));
        }),
        ...Array.from({ length: 100 }, (_, index) => async () => {
          codes.push(await strangerBooks(date, MINUTES[index % 4]!));
        }),
        ...Array.from({ length: 6 }, () => settle),
      ],
      11,
    );

    await Promise.all(tasks.map((task) => task()));
    // Nobody is told of a fault.
    expect([...new Set(codes)].filter((code) => !EXPECTED.has(code))).toEqual([]);
    while ((await settle()) > 0);

    await noSeatIsLostOrDouble(date);
    await everyTrailIsAPath();
    await nobodyWasSkipped(date);
  });
});

const EXPECTED = new Set(['OK', 'SLOT_FULL', 'TRY_AGAIN', 'NO_OFFER', 'ALREADY_BOOKED']);

/** The audit trail of every place walks the table of states from `waiting`, one move after another. */
async function everyTrailIsAPath(): Promise<void> {
  const moves = await postgres.database.rows<{
    subject: string;
    from: WaitlistStatus | null;
    to: WaitlistStatus;
  }>(sql`
    select subject, before ->> 'status' as from, after ->> 'status' as to from audit_entry
    where city = ${city} and subject like 'waitlist-entry:%' order by id`);
  const states = await postgres.database.rows<{ subject: string; status: WaitlistStatus }>(sql`
    select 'waitlist-entry:' || id as subject, status from waitlist_entry where city = ${city}`);
  for (const { subject, status } of states) {
    const trail = moves.filter((move) => move.subject === subject);
    const unordered = new Map<string, number>();
    for (const { from, to } of trail) {
      if (from !== null) expect(mayMoveOnWaitlist(from, to)).toBe(true);
      unordered.set(to, (unordered.get(to) ?? 0) + 1);
      if (from !== null) unordered.set(from, (unordered.get(from) ?? 0) - 1);
    }
    // Whatever was entered was left again, but for the state in which it is.
    expect([...unordered].filter(([, count]) => count !== 0)).toEqual([[status, 1]]);
  }
}

/**
 * Nobody who still waits, and was never offered anything, was passed by a later party that is not smaller on a slot
 * that both want; and nobody who waits fits into a seat that stands open.
 */
async function nobodyWasSkipped(date: string): Promise<void> {
  const skipped = await postgres.database.rows(sql`
    select waiting.id, served.id from waitlist_entry waiting
    join waitlist_entry served on served.city = ${city} and served.from_date = waiting.from_date
      and (waiting.joined_at, waiting.id) < (served.joined_at, served.id) and waiting.seats <= served.seats
    join audit_entry match on match.city = ${city} and match.subject = 'waitlist-entry:' || served.id
      and match.action in ('waitlist.offered', 'waitlist.booked')
      and (match.after ->> 'startMinute')::integer between waiting.earliest_minute and waiting.latest_minute
    where waiting.city = ${city} and waiting.from_date = ${date} and waiting.status = 'waiting'
      and not exists (select 1 from audit_entry other where other.city = ${city}
        and other.subject = 'waitlist-entry:' || waiting.id and other.action = 'waitlist.offered')`);
  expect(skipped).toEqual([]);
  const lost = await postgres.database.rows(sql`
    select slot.start_minute, waiting.id from slot join waitlist_entry waiting on waiting.city = ${city}
      and waiting.status = 'waiting' and slot.date between waiting.from_date and waiting.to_date
      and slot.start_minute between waiting.earliest_minute and waiting.latest_minute
      and waiting.seats <= slot.capacity - slot.held_back - slot.booked
    where slot.city = ${city} and slot.hall = ${HALL} and slot.date = ${date}
      and not (${HALL} || '.appointment.' || slot.date || '.' ||
        to_char(make_interval(mins => slot.start_minute), 'HH24MI')) = any(waiting.declined)`);
  expect(lost).toEqual([]);
}

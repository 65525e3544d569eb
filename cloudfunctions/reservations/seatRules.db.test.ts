import fc from 'fast-check';
import type { SlotKey } from '../../domain/availability/slotId';
import { decideSeat } from '../../domain/booking/decideSeat';
import { type Service, services } from '../../domain/service';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { city } from '../../tests/support/service';
import { accountOf } from '../_database/accounts';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { newId, newReservationCode } from '../_runtime/ids';
import type { SeatRequest } from './queries/seatParties';
import { type SeatOutcome, seatEach } from './seatEach';

/**
 * The rule of who may take a seat is written twice on purpose: `decideSeat` explains the "no", the booking statement
 * has the last word. Here both judge the same slots and batches, one request after the other.
 */
const NOW = new Date('2026-11-23T09:00:00+08:00');
const RULES = { bookUntilMinutesBefore: 60 };
const DAY = '2026-11-24';
const OFFERED: readonly Service[] = ['passport', 'hkm-permit', 'tw-permit'];

let database: Database;
let accountId: string;

beforeAll(async () => {
  database = await freshHangzhou();
  accountId = await accountOf(database, city, { channel: 'web', subject: 'pair' }, NOW);
  await database.rows(sql`
    insert into lane (city, hall, lane, services, windows)
    values (${city}, 'city', 'student', ${OFFERED}, 1)`);
  await database.rows(sql`
    insert into session (city, hall, lane, date, from_minute, to_minute, windows, slot_minutes, seats_per_slot,
      services, released_at)
    select ${city}, 'city', lane, ${DAY}, 0, 1440, 1, 30, 1, ${OFFERED}, ${NOW}
    from unnest(array['appointment', 'student']) as lane`);
});
afterAll(() => database.close());

interface Slot {
  readonly capacity: number;
  readonly heldBack: number;
  /** Seats that were taken before the batch, as far as they fit. */
  readonly taken: number;
  readonly services: readonly Service[];
  /** Around the two edges of time: when it is released and when it can no longer be booked. Milliseconds from now. */
  readonly releasedIn: number;
  readonly startsIn: number;
}

interface Wish {
  /** Which slot; one more than there are stands for a slot that is not open. */
  readonly slot: number;
  readonly people: readonly number[];
  readonly services: readonly Service[];
  readonly asStudents: boolean;
  /** A key that others of the batch may use too, as a retry does. */
  readonly key: number | undefined;
}

const edge = (instant: number) =>
  fc.constantFrom(instant - 60_000, instant - 1, instant, instant + 1, instant + 3_600_000);

const slot: fc.Arbitrary<Slot> = fc.record({
  capacity: fc.integer({ min: 0, max: 9 }),
  heldBack: fc.integer({ min: 0, max: 2 }),
  taken: fc.integer({ min: 0, max: 4 }),
  services: fc.subarray([...OFFERED], { minLength: 1 }),
  releasedIn: fc.oneof({ weight: 4, arbitrary: fc.constant(-86_400_000) }, edge(0)),
  startsIn: fc.oneof({ weight: 4, arbitrary: fc.constant(86_400_000) }, edge(60 * 60_000)),
});

const wish: fc.Arbitrary<Wish> = fc.record({
  slot: fc.nat({ max: 3 }),
  people: fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1, maxLength: 5 }),
  services: fc.subarray([...services.slice(0, 4)], { minLength: 1, maxLength: 2 }),
  asStudents: fc.boolean(),
  key: fc.option(fc.nat({ max: 1 }), { nil: undefined }),
});

/** Wishes, and some of them once more: the same people again, or a retry where the wish has a key. */
const batch = fc
  .tuple(fc.array(wish, { minLength: 1, maxLength: 7 }), fc.array(fc.nat({ max: 6 }), { maxLength: 2 }))
  .map(([wishes, again]) => [...wishes, ...again.map((index) => wishes[index % wishes.length]!)]);

/** The second slot is of a student session. */
const slotKey = (index: number): SlotKey => ({
  hall: 'city',
  lane: index === 1 ? 'student' : 'appointment',
  date: DAY,
  startMinute: index * 30,
});

async function openSlots(slots: readonly Slot[]): Promise<void> {
  for (const table of ['applicant', 'reservation', 'slot']) {
    await database.script(`delete from ${table};`);
  }
  for (const [index, each] of slots.entries()) {
    const { lane, startMinute } = slotKey(index);
    await database.rows(sql`
      insert into slot (city, hall, lane, date, start_minute, end_minute, session_from_minute, starts_at, released_at,
        services, capacity, booked, held_back)
      values (${city}, 'city', ${lane}, ${DAY}, ${startMinute}, ${startMinute + 30}, 0,
        ${new Date(NOW.getTime() + each.startsIn)}, ${new Date(NOW.getTime() + each.releasedIn)}, ${each.services},
        ${each.capacity}, ${Math.min(each.taken, each.capacity)}, ${each.heldBack})`);
  }
}

function toRequest({ slot: index, people, services: wanted, asStudents, key }: Wish): SeatRequest {
  return {
    reservationId: newId(),
    accountId,
    accountOrdinal: null,
    code: newReservationCode(),
    slot: slotKey(index),
    seats: people.length,
    asStudents,
    contactSealed: 'sealed',
    applicants: people.flatMap((person, position) =>
      wanted.map((service) => ({
        position,
        service,
        documentBlind: `person-${person}`,
        sealed: 'sealed',
        residence: 'in-province' as const,
      })),
    ),
    bookableFrom: new Date(NOW.getTime() + RULES.bookUntilMinutesBefore * 60_000),
    idempotencyKey: key === undefined ? newId() : `shared-key-${key}`,
    // The digest tells a retry from another wish under the same key.
    inputDigest: JSON.stringify([index, people, wanted, asStudents]),
    requestId: 'request',
  };
}

/** What the domain says of each request, in the order of arrival. */
function decideAll(slots: readonly Slot[], requests: readonly SeatRequest[]): string[] {
  const booked = slots.map(({ taken, capacity }) => Math.min(taken, capacity));
  const live = new Set<string>();
  const seatedUnderKey = new Map<string, string>();
  return requests.map((request) => {
    const firstInput = seatedUnderKey.get(request.idempotencyKey);
    if (firstInput !== undefined) return firstInput === request.inputDigest ? 'repeated' : 'key-reused';
    const index = request.slot.startMinute / 30;
    const facts = slots[index];
    const claims = request.applicants.map(({ documentBlind, service }) => `${documentBlind} ${service}`);
    const decision = decideSeat(
      {
        now: NOW,
        services: request.applicants.map(({ service }) => service),
        seats: request.seats,
        asStudents: request.asStudents,
        alreadyBooked: claims.some((claim) => live.has(claim)),
        slot:
          facts === undefined
            ? null
            : {
                ...facts,
                lane: request.slot.lane,
                booked: booked[index]!,
                startsAt: new Date(NOW.getTime() + facts.startsIn),
                releasedAt: new Date(NOW.getTime() + facts.releasedIn),
              },
      },
      RULES,
    );
    if (!decision.ok) return decision.code;
    booked[index]! += request.seats;
    for (const claim of claims) live.add(claim);
    seatedUnderKey.set(request.idempotencyKey, request.inputDigest);
    return 'seated';
  });
}

const toText = (outcome: SeatOutcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind);

describe('the rule of seats, in TypeScript and in SQL', () => {
  it('comes to the same outcome for every request of every batch', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(slot, { minLength: 1, maxLength: 3 }), batch, async (slots, wishes) => {
        await openSlots(slots);
        const requests = wishes.map(toRequest);

        const outcomes = (await seatEach(database, city, NOW, requests)).map(toText);

        expect(outcomes).toEqual(decideAll(slots, requests));
        for (const outcome of outcomes) seen.add(outcome);
      }),
      { numRuns: 300 },
    );
    // The generator is worth its run only while every outcome comes up.
    expect([...seen].sort()).toEqual([
      'ALREADY_BOOKED',
      'SERVICE_NOT_OFFERED',
      'SLOT_CLOSED',
      'SLOT_FULL',
      'SLOT_NOT_RELEASED',
      'STUDENTS_ONLY',
      'TOO_LATE_TO_BOOK',
      'key-reused',
      'repeated',
      'seated',
    ]);
  });
});

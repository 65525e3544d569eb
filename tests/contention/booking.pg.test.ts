import { accountOf } from '../../cloudfunctions/_database/accounts';
import type { Database } from '../../cloudfunctions/_database/database';
import { type Statement, sql } from '../../cloudfunctions/_database/sql';
import { newId, newReservationCode } from '../../cloudfunctions/_runtime/ids';
import type { SeatRequest } from '../../cloudfunctions/reservations/queries/seatParties';
import { type SeatOutcome, seatEach } from '../../cloudfunctions/reservations/seatEach';
import { openCooledSeats } from '../../cloudfunctions/timers/openCooledSeats';
import type { SlotKey } from '../../domain/availability/slotId';
import { aPerson } from '../support/people';
import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { city, openService, type Service } from '../support/service';

const NOW = new Date('2026-11-23T09:00:00+08:00');
const CALLERS = 240;

let postgres: TestPostgres;
let service: Service;
let accountId: string;
let serial = 0;

beforeAll(async () => {
  postgres = await freshPostgres();
  service = await openService(postgres.database, NOW.toISOString());
  accountId = await accountOf(postgres.database, city, { channel: 'web', subject: 'crowd' }, NOW);
});
afterAll(() => postgres.drop());

const slotAt = (startMinute: number, hall = 'city'): SlotKey => ({
  hall,
  lane: 'appointment',
  date: '2026-11-25',
  startMinute,
});

/** Someone nobody else is, who wants `seats` seats. */
function aRequest(slot: SlotKey, changes: Partial<SeatRequest> & { people?: string[] } = {}): SeatRequest {
  serial += 1;
  const people = changes.people ?? [`person-${serial}`];
  return {
    reservationId: newId(),
    accountId,
    accountOrdinal: null,
    code: newReservationCode(),
    slot,
    seats: people.length,
    asStudents: false,
    contactSealed: 'sealed',
    applicants: people.map((documentBlind, position) => ({
      position,
      service: 'passport',
      documentBlind,
      sealed: 'sealed',
      residence: 'in-province',
    })),
    bookableFrom: NOW,
    idempotencyKey: `key-${serial}`,
    inputDigest: 'digest',
    requestId: 'request',
    ...changes,
  };
}

async function slotRow(slot: SlotKey) {
  const [row] = await postgres.database.rows<{
    capacity: number;
    booked: number;
    held_back: number;
    live: number;
  }>(sql`
    select capacity, booked, held_back,
      (select coalesce(sum(seats), 0)::integer from reservation
        where city = ${city} and hall = slot.hall and lane = slot.lane and date = slot.date
          and start_minute = slot.start_minute and status = 'booked') as live
    from slot where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane} and date = ${slot.date}
      and start_minute = ${slot.startMinute}`);
  return row!;
}

const count = (outcomes: readonly SeatOutcome[], kind: string) =>
  outcomes.filter((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind) === kind).length;

const seatAllAtOnce = (
  requests: readonly SeatRequest[],
  database: Pick<Database, 'rows'> = postgres.database,
) => Promise.all(requests.map(async (request) => (await seatEach(database, city, NOW, [request]))[0]!));

describe('seats of one slot, wanted by everyone at once', () => {
  it(`seats no more people than there are seats, however many of ${CALLERS} callers arrive together`, async () => {
    const slot = slotAt(540);
    const { capacity, held_back } = await slotRow(slot);

    const outcomes = await seatAllAtOnce(Array.from({ length: CALLERS }, () => aRequest(slot)));

    expect(count(outcomes, 'seated')).toBe(capacity - held_back);
    expect(count(outcomes, 'SLOT_FULL')).toBe(CALLERS - (capacity - held_back));
    expect(await slotRow(slot)).toMatchObject({ booked: capacity - held_back, live: capacity - held_back });
  });

  it('would overbook without the lock and the constraint: this suite can fail', async () => {
    const overbooked: number[] = [];
    await postgres.database.rows(sql`alter table slot drop constraint seats_never_overbooked`);
    const unlocked: Pick<Database, 'rows'> = {
      rows: <Row>({ text, values }: Statement) =>
        postgres.database.rows<Row>({
          text: text.replace('for no key update', ''),
          values,
          name: 'unlocked',
        }),
    };
    for (const startMinute of [570, 600, 630, 660, 690]) {
      const slot = slotAt(startMinute);
      await seatAllAtOnce(
        Array.from({ length: CALLERS }, () => aRequest(slot)),
        unlocked,
      );
      const { booked, capacity, held_back } = await slotRow(slot);
      overbooked.push(booked - (capacity - held_back));
    }
    await postgres.database.rows(sql`update slot set booked = capacity where booked > capacity`);
    await postgres.database.rows(
      sql`alter table slot add constraint seats_never_overbooked check (booked <= capacity)`,
    );

    expect(Math.max(...overbooked)).toBeGreaterThan(0);
  });

  it('seats parties of one to five whole or not at all, in batches from several hosts at once', async () => {
    const slots = [810, 840, 870].map((minute) => slotAt(minute));
    const requests = Array.from({ length: CALLERS }, (_, index) =>
      aRequest(slots[index % slots.length]!, {
        people: Array.from({ length: 1 + (index % 5) }, (_, member) => `party-${index}-${member}`),
      }),
    );
    const batches = Array.from({ length: 12 }, (_, host) =>
      requests.filter((_, index) => index % 12 === host),
    );

    await Promise.all(batches.map((batch) => seatEach(postgres.database, city, NOW, batch)));

    for (const slot of slots) {
      const { capacity, held_back, booked, live } = await slotRow(slot);
      expect(booked).toBe(live);
      expect(booked).toBeLessThanOrEqual(capacity - held_back);
      // Parties of one are among the last, so that no seat stays empty while someone still wants it.
      expect(booked).toBe(capacity - held_back);
    }
    const torn = await postgres.database.rows(sql`
      select reservation.id from reservation join applicant
        on applicant.city = reservation.city and applicant.reservation_id = reservation.id
      where reservation.city = ${city} group by reservation.city, reservation.id, reservation.seats
      having count(distinct applicant.position) <> reservation.seats`);
    expect(torn).toEqual([]);
  });

  it('seats the small party behind a large one that does not fit', async () => {
    const slot = slotAt(510, 'scenic-area');
    const five = aRequest(slot, { people: ['a', 'b', 'c', 'd', 'e'].map((name) => `large-${name}`) });

    const outcomes = await seatEach(postgres.database, city, NOW, [five, aRequest(slot), aRequest(slot)]);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'seated', 'seated']);
  });
});

describe('one person, wanted in many places at once', () => {
  it('gives one live reservation to a person and service, whatever 200 callers try', async () => {
    const requests = Array.from({ length: 200 }, (_, index) =>
      aRequest(slotAt(510 + 30 * (index % 3), ['xihu', 'gongshu', 'xiaoshan'][index % 3]), {
        people: ['the-one'],
      }),
    );

    const outcomes = await seatAllAtOnce(requests);

    expect(count(outcomes, 'seated')).toBe(1);
    expect(count(outcomes, 'ALREADY_BOOKED')).toBe(199);
  });

  it('answers 200 retries of one key with one reservation', async () => {
    const slot = slotAt(510, 'yuhang');
    const first = aRequest(slot, { idempotencyKey: 'the-same-key' });

    const outcomes = await seatAllAtOnce(
      Array.from({ length: 200 }, () => ({ ...first, reservationId: newId(), code: newReservationCode() })),
    );

    expect(count(outcomes, 'seated')).toBe(1);
    expect(count(outcomes, 'repeated')).toBe(199);
    expect(new Set(outcomes.map((outcome) => 'reservationId' in outcome && outcome.reservationId)).size).toBe(
      1,
    );
    expect((await slotRow(slot)).booked).toBe(1);
  });

  it('refuses only the guilty of a batch that runs into a person booked meanwhile', async () => {
    const slot = slotAt(840, 'yuhang');
    const batch = [
      aRequest(slot),
      aRequest(slot, { people: ['twin'] }),
      aRequest(slot, { people: ['twin'] }),
      aRequest(slot),
    ];

    const outcomes = await seatEach(postgres.database, city, NOW, batch);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['seated', 'seated', 'refused', 'seated']);
  });
});

describe('cancelling and moving while others book', () => {
  it('keeps the counters equal to the reservations through 200 people who book, move and cancel at once', async () => {
    const slots = ['0830', '0900', '0930'].map((time) => `binjiang.appointment.2026-11-26.${time}`);
    const life = async (index: number) => {
      const citizen = await service.citizen(`busy-${index}`);
      const [from, to] = [slots[index % 3]!, slots[(index + 1) % 3]!];
      const people = [{ person: aPerson(10_000 + index), services: ['passport'] }];
      const made = await service.call(
        'reservations',
        'make',
        { slot: from, people, phone: '13812345678' },
        citizen,
      );
      if (!made.ok) return made.error.code;
      const { id } = (made.data as { reservation: { id: string } }).reservation;
      const moved = await citizen.code('reservations', 'reschedule', { reservation: id, slot: to });
      const ended =
        index % 2 === 0 ? await citizen.code('reservations', 'cancel', { reservation: id }) : 'kept';
      return [moved, ended].join();
    };

    const lives = await Promise.all(Array.from({ length: 200 }, (_, index) => life(index)));

    const faults = lives.filter((life) => /INTERNAL|TRY_AGAIN|NOT_FOUND/.test(life));
    expect(faults).toEqual([]);
    const rows = await postgres.database.rows<{ booked: number; live: number; capacity: number }>(sql`
      select booked, capacity, (select coalesce(sum(seats), 0)::integer from reservation
        where city = ${city} and hall = slot.hall and lane = slot.lane and date = slot.date
          and start_minute = slot.start_minute and status = 'booked') as live
      from slot where city = ${city} and hall = 'binjiang' and date = '2026-11-26'`);
    for (const { booked, live, capacity } of rows) {
      expect(booked).toBe(live);
      expect(booked).toBeLessThanOrEqual(capacity);
    }
    expect(rows.some(({ booked }) => booked > 0)).toBe(true);
  });

  it('gives a freed seat to the next caller, once its moment has come', async () => {
    const slot = 'scenic-area.appointment.2026-11-27.0900';
    const people = (index: number) => [{ person: aPerson(20_000 + index), services: ['passport'] }];
    const citizens = await Promise.all([0, 1, 2, 3].map((index) => service.citizen(`small-${index}`)));
    const ids: string[] = [];
    for (const [index, citizen] of citizens.slice(0, 3).entries()) {
      const data = await citizen.get<{ reservation: { id: string } }>('reservations', 'make', {
        slot,
        people: people(index),
        phone: '13812345678',
      });
      ids.push(data.reservation.id);
    }
    const wish = { slot, people: people(3), phone: '13812345678' };
    expect(await citizens[3]!.code('reservations', 'make', wish)).toBe('SLOT_FULL');

    await citizens[0]!.get('reservations', 'cancel', { reservation: ids[0] });
    expect(await citizens[3]!.code('reservations', 'make', wish)).toBe('SLOT_FULL');
    // Two instances run the timer at once: the seat opens once.
    const later = new Date(NOW.getTime() + 15 * 60_000);
    await Promise.all([1, 2].map(() => openCooledSeats(service.dependencies, city, later)));

    expect(await citizens[3]!.code('reservations', 'make', wish)).toBe('OK');
  });
});

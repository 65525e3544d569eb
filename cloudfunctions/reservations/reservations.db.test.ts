import type { Reservation } from '../../contract/reservations';
import type { FreeSlot } from '../../domain/availability/freeSlot';
import { everythingStored } from '../../tests/support/everythingStored';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson, aResidentId } from '../../tests/support/people';
import { type Citizen, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const TOMORROW_NINE = 'city.appointment.2026-11-24.0900';
const TOMORROW_TEN = 'city.appointment.2026-11-24.1000';
const phone = '13812345678';

let database: Database;
let service: Service;
let serial = 0;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
});
beforeEach(() => service.setNow(MONDAY_NINE));
afterAll(() => database.close());

const newPerson = (changes?: Parameters<typeof aPerson>[1]) => {
  serial += 1;
  return aPerson(serial, changes);
};

const party = (...people: ReturnType<typeof aPerson>[]) =>
  people.map((person) => ({ person, services: ['passport'] }));

async function book(citizen: Citizen, slot = TOMORROW_NINE, people = party(newPerson()), key?: string) {
  const { reservation } = await citizen.get<{ reservation: Reservation }>(
    'reservations',
    'make',
    { slot, people, phone },
    key,
  );
  return reservation;
}

async function bookedOn(slot: string): Promise<number> {
  const [hall, lane, date, time] = slot.split('.');
  const minute = Number(time!.slice(0, 2)) * 60 + Number(time!.slice(2));
  const [row] = await database.rows<{ booked: number }>(sql`
    select booked from slot where hall = ${hall} and lane = ${lane} and date = ${date} and start_minute = ${minute}`);
  return row!.booked;
}

async function fill(slot: string, left = 0): Promise<void> {
  const [hall, lane, date, time] = slot.split('.');
  const minute = Number(time!.slice(0, 2)) * 60 + Number(time!.slice(2));
  await database.rows(sql`update slot set booked = capacity - held_back - ${left}
    where hall = ${hall} and lane = ${lane} and date = ${date} and start_minute = ${minute}`);
}

describe('making a reservation', () => {
  it('gives a code, a pass, a promised date and what may be done, with everything personal masked', async () => {
    const citizen = await service.citizen('first');

    const reservation = await book(citizen);

    expect(reservation).toMatchObject({
      status: 'booked',
      hall: 'city',
      date: '2026-11-24',
      start: '09:00',
      end: '09:30',
      promisedOn: '2026-12-03',
      promiseProvisional: false,
      phone: '138****5678',
      actions: ['show-code', 'reschedule', 'cancel'],
    });
    expect(reservation.code).toMatch(/^[2-9A-Z]{8}$/);
    expect(reservation.people[0]!.name).toBe('王*明');
    expect(reservation.people[0]!.documentNumber).toMatch(/^330106\*{8}\d{3}[\dX]$/);
  });

  it('takes one seat for each person, however many services', async () => {
    const citizen = await service.citizen('seats');
    const before = await bookedOn(TOMORROW_NINE);

    await citizen.get('reservations', 'make', {
      slot: TOMORROW_NINE,
      people: [
        { person: newPerson(), services: ['passport', 'hkm-permit'] },
        { person: newPerson(), services: ['passport'] },
      ],
      phone,
    });

    expect((await bookedOn(TOMORROW_NINE)) - before).toBe(2);
  });

  it('refuses a second live reservation for the same person and service, from any account', async () => {
    const person = newPerson();
    await book(await service.citizen('one'), TOMORROW_NINE, party(person));

    const other = await service.citizen('two');

    expect(
      await other.code('reservations', 'make', { slot: TOMORROW_TEN, people: party(person), phone }),
    ).toBe('ALREADY_BOOKED');
  });

  it('lets the same person book another service', async () => {
    const person = newPerson();
    const citizen = await service.citizen('both');
    await book(citizen, TOMORROW_NINE, party(person));

    const people = [{ person, services: ['hkm-endorsement'] }];

    expect(await citizen.code('reservations', 'make', { slot: TOMORROW_TEN, people, phone })).toBe('OK');
  });

  it('seats a party whole or not at all, and says how many seats are left', async () => {
    const slot = 'xihu.appointment.2026-11-25.0900';
    await fill(slot, 2);
    const citizen = await service.citizen('family');
    const three = party(newPerson(), newPerson(), newPerson());

    const reply = await service.call('reservations', 'make', { slot, people: three, phone }, citizen);

    expect(reply).toMatchObject({ ok: false, error: { code: 'SLOT_FULL', details: { open: 2 } } });
    expect(await citizen.code('reservations', 'make', { slot, people: three.slice(0, 2), phone })).toBe('OK');
    expect(await citizen.code('reservations', 'make', { slot, people: party(newPerson()), phone })).toBe(
      'SLOT_FULL',
    );
  });

  it('tells whoever loses what else is free: nearest in time at the hall, then the soonest elsewhere', async () => {
    const day = 'xihu.appointment.2026-11-26';
    for (const time of ['0900', '0930', '1100']) await fill(`${day}.${time}`);
    await fill(`${day}.1000`, 1);
    const citizen = await service.citizen('too-late');
    const wish = { slot: `${day}.0900`, people: party(newPerson(), newPerson()), phone };

    const reply = await service.call('reservations', 'make', wish, citizen);

    const instead = (reply.ok ? undefined : reply.error.details?.instead) as readonly FreeSlot[];
    expect(instead.map(({ slot }) => slot).slice(0, 2)).toEqual([`${day}.0830`, `${day}.1030`]);
    expect(instead).toHaveLength(4);
    expect(instead.slice(2).every(({ hall, open }) => hall !== 'xihu' || open >= 2)).toBe(true);
    const [first] = instead;
    expect(await citizen.code('reservations', 'make', { ...wish, slot: first!.slot })).toBe('OK');
  });

  it.each([
    ['a slot that does not exist', 'xihu.appointment.2026-11-24.0700', 'SLOT_CLOSED'],
    ['a hall that serves on arrival', 'fuyang.appointment.2026-11-24.0900', 'SLOT_CLOSED'],
    ['a day that is not released yet', 'xihu.appointment.2026-12-08.0900', 'SLOT_NOT_RELEASED'],
    ['a slot that starts too soon', 'xihu.appointment.2026-11-23.0930', 'TOO_LATE_TO_BOOK'],
    [
      'the enterprise lane without an approved request',
      'xihu.enterprise.2026-11-24.0900',
      'LANE_NEEDS_APPROVAL',
    ],
  ])('refuses %s', async (_case, slot, code) => {
    const citizen = await service.citizen('refused');

    expect(await citizen.code('reservations', 'make', { slot, people: party(newPerson()), phone })).toBe(
      code,
    );
  });

  it('refuses on a weekend what the overtime session does not offer', async () => {
    const people = [{ person: newPerson(), services: ['tw-endorsement'] }];
    const slot = 'xihu.appointment.2026-11-28.0900';

    expect(
      await (await service.citizen('weekend')).code('reservations', 'make', { slot, people, phone }),
    ).toBe('SERVICE_NOT_OFFERED');
  });

  it('releases the fifteenth day at eight in the morning, not a minute earlier', async () => {
    const citizen = await service.citizen('early');
    const wanted = { slot: 'xihu.appointment.2026-12-08.0900', people: party(newPerson()), phone };

    service.setNow('2026-11-24T07:59:59+08:00');
    expect(await citizen.code('reservations', 'make', wanted)).toBe('SLOT_NOT_RELEASED');
    service.setNow('2026-11-24T08:00:00+08:00');
    expect(await citizen.code('reservations', 'make', wanted)).toBe('OK');
  });

  it('wants a guardian with a child under 16, and takes one who only comes along', async () => {
    const child = newPerson({ birthDate: '2015-03-01' });
    const citizen = await service.citizen('parent');
    const wanted = { slot: TOMORROW_NINE, people: party(child), phone };

    expect(await citizen.code('reservations', 'make', wanted)).toBe('GUARDIAN_REQUIRED');
    expect(await citizen.code('reservations', 'make', { ...wanted, guardian: newPerson() })).toBe('OK');
  });

  it('refuses a number with a wrong check character, and one person twice', async () => {
    const citizen = await service.citizen('typo');
    const person = newPerson();
    const wrong = {
      ...person,
      documentNumber: aResidentId(999).replace(/.$/, (last) => (last === '1' ? '2' : '1')),
    };

    expect(
      await citizen.code('reservations', 'make', { slot: TOMORROW_NINE, people: party(wrong), phone }),
    ).toBe('DOCUMENT_NUMBER_INVALID');
    expect(
      await citizen.code('reservations', 'make', {
        slot: TOMORROW_NINE,
        people: party(person, person),
        phone,
      }),
    ).toBe('PERSON_TWICE_IN_PARTY');
  });

  it('answers a retry with the first answer and takes no second seat', async () => {
    const citizen = await service.citizen('retry');
    const people = party(newPerson());
    const first = await book(citizen, TOMORROW_NINE, people, 'retry-key-1');
    const before = await bookedOn(TOMORROW_NINE);

    const second = await book(citizen, TOMORROW_NINE, people, 'retry-key-1');

    expect(second).toEqual(first);
    expect(await bookedOn(TOMORROW_NINE)).toBe(before);
  });

  it('refuses a used key with another wish', async () => {
    const citizen = await service.citizen('reuse');
    await book(citizen, TOMORROW_NINE, party(newPerson()), 'reuse-key-1');

    expect(
      await citizen.code(
        'reservations',
        'make',
        { slot: TOMORROW_TEN, people: party(newPerson()), phone },
        'reuse-key-1',
      ),
    ).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('leaves no name, number or phone readable in the database', async () => {
    const person = newPerson({ name: '欧阳看得见' });
    await book(await service.citizen('sealed'), TOMORROW_NINE, party(person));

    const stored = await everythingStored(database);
    for (const text of stored.values()) {
      expect(text).not.toContain(person.documentNumber);
      expect(text).not.toContain('欧阳');
      expect(text).not.toContain(phone);
    }
    expect(stored.size).toBeGreaterThan(10);
  });
});

describe('cancelling', () => {
  it('frees exactly the seats that were taken and lets the people book again', async () => {
    const citizen = await service.citizen('cancel');
    const people = party(newPerson(), newPerson());
    const before = await bookedOn(TOMORROW_TEN);
    const { id } = await book(citizen, TOMORROW_TEN, people);

    const { reservation } = await citizen.get<{ reservation: Reservation }>('reservations', 'cancel', {
      reservation: id,
    });

    expect(reservation).toMatchObject({ status: 'cancelled', actions: [] });
    expect(reservation.pass).toBeUndefined();
    expect(await bookedOn(TOMORROW_TEN)).toBe(before);
    service.setNow('2026-11-23T09:10:00+08:00');
    expect((await book(citizen, TOMORROW_TEN, people)).status).toBe('booked');
  });

  it('changes nothing the second time', async () => {
    const citizen = await service.citizen('twice');
    const { id } = await book(citizen, TOMORROW_TEN);
    await citizen.get('reservations', 'cancel', { reservation: id });
    const before = await bookedOn(TOMORROW_TEN);

    expect(await citizen.code('reservations', 'cancel', { reservation: id })).toBe('OK');
    expect(await bookedOn(TOMORROW_TEN)).toBe(before);
  });

  it('is free until midnight, late until an hour before, and then too late', async () => {
    const citizen = await service.citizen('late');
    const { id } = await book(citizen, TOMORROW_NINE);

    service.setNow('2026-11-23T23:59:59+08:00');
    expect((await fetchAs(citizen, id)).cancellingIsLate).toBe(false);
    service.setNow('2026-11-24T00:00:00+08:00');
    expect((await fetchAs(citizen, id)).cancellingIsLate).toBe(true);
    service.setNow('2026-11-24T07:59:59+08:00');
    expect((await fetchAs(citizen, id)).actions).toContain('cancel');
    service.setNow('2026-11-24T08:00:00+08:00');
    expect((await fetchAs(citizen, id)).actions).toEqual(['show-code']);
    expect(await citizen.code('reservations', 'cancel', { reservation: id })).toBe('TOO_LATE_TO_CANCEL');
  });
});

async function fetchAs(citizen: Citizen, id: string): Promise<Reservation> {
  return (await citizen.get<{ reservation: Reservation }>('reservations', 'get', { reservation: id }))
    .reservation;
}

describe('moving to another slot', () => {
  it('gives the old seats back and takes the new ones, with the same code', async () => {
    const citizen = await service.citizen('move');
    const reservation = await book(citizen, TOMORROW_NINE, party(newPerson(), newPerson()));
    const [oldBefore, newBefore] = [await bookedOn(TOMORROW_NINE), await bookedOn(TOMORROW_TEN)];

    const moved = await citizen.get<{ reservation: Reservation }>('reservations', 'reschedule', {
      reservation: reservation.id,
      slot: TOMORROW_TEN,
    });

    expect(moved.reservation).toMatchObject({ code: reservation.code, start: '10:00', status: 'booked' });
    expect(await bookedOn(TOMORROW_NINE)).toBe(oldBefore - 2);
    expect(await bookedOn(TOMORROW_TEN)).toBe(newBefore + 2);
  });

  it('keeps the old seats when the new slot is full', async () => {
    const full = 'xihu.appointment.2026-11-26.0900';
    await fill(full);
    const citizen = await service.citizen('keep');
    const reservation = await book(citizen);
    const before = await bookedOn(TOMORROW_NINE);

    expect(
      await citizen.code('reservations', 'reschedule', { reservation: reservation.id, slot: full }),
    ).toBe('SLOT_FULL');
    expect(await bookedOn(TOMORROW_NINE)).toBe(before);
    expect((await fetchAs(citizen, reservation.id)).slot).toBe(TOMORROW_NINE);
  });

  it('answers a retry with the first answer', async () => {
    const citizen = await service.citizen('move-retry');
    const { id } = await book(citizen);
    const wish = { reservation: id, slot: TOMORROW_TEN };
    await citizen.get('reservations', 'reschedule', wish, 'move-key-1');
    const before = await bookedOn(TOMORROW_TEN);

    expect(await citizen.code('reservations', 'reschedule', wish, 'move-key-1')).toBe('OK');
    expect(await bookedOn(TOMORROW_TEN)).toBe(before);
    expect(await citizen.code('reservations', 'reschedule', wish)).toBe('SAME_SLOT');
  });

  it('is refused within an hour of the visit', async () => {
    const citizen = await service.citizen('too-late');
    const { id } = await book(citizen);
    service.setNow('2026-11-24T08:00:00+08:00');

    expect(await citizen.code('reservations', 'reschedule', { reservation: id, slot: TOMORROW_TEN })).toBe(
      'TOO_LATE_TO_CHANGE',
    );
  });
});

describe('whose it is', () => {
  it("never shows, moves or cancels somebody else's reservation", async () => {
    const { id } = await book(await service.citizen('owner'));
    const stranger = await service.citizen('stranger');

    expect(await stranger.code('reservations', 'get', { reservation: id })).toBe('NOT_FOUND');
    expect(await stranger.code('reservations', 'cancel', { reservation: id })).toBe('NOT_FOUND');
    expect(await stranger.code('reservations', 'reschedule', { reservation: id, slot: TOMORROW_TEN })).toBe(
      'NOT_FOUND',
    );
  });

  it('asks a stranger to sign in, and refuses a forged or expired token', async () => {
    const citizen = await service.citizen('token');
    const forged = `${citizen.token.slice(0, -4)}AAAA`;

    expect(await service.call('reservations', 'listMine', {})).toMatchObject({
      error: { code: 'NOT_SIGNED_IN' },
    });
    expect(await service.call('reservations', 'listMine', {}, { token: forged })).toMatchObject({
      error: { code: 'NOT_SIGNED_IN' },
    });
    service.setNow('2026-11-23T11:00:30+08:00');
    expect(await service.call('reservations', 'listMine', {}, { token: citizen.token })).toMatchObject({
      error: { code: 'NOT_SIGNED_IN' },
    });
  });

  it('lists visits to come first, then the past, a page at a time', async () => {
    const citizen = await service.citizen('list');
    const first = await book(citizen, TOMORROW_TEN);
    const second = await book(citizen, TOMORROW_NINE);
    const third = await book(citizen, 'xihu.appointment.2026-11-25.1000');
    await citizen.get('reservations', 'cancel', { reservation: third.id });

    const mine = await citizen.get<{ reservations: Reservation[]; hasMore: boolean }>(
      'reservations',
      'listMine',
      {},
    );

    expect(mine.reservations.map(({ id }) => id)).toEqual([second.id, first.id, third.id]);
    expect(mine.hasMore).toBe(false);
  });

  it('loses and repeats nothing where a page of the past ends among visits that start together', async () => {
    const citizen = await service.citizen('many');
    const booked: string[] = [];
    for (const slot of [TOMORROW_NINE, TOMORROW_NINE, TOMORROW_NINE, TOMORROW_TEN, TOMORROW_TEN]) {
      booked.push((await book(citizen, slot)).id);
    }
    for (const id of booked) await citizen.get('reservations', 'cancel', { reservation: id });

    const seen: string[] = [];
    for (let before: string | undefined, hasMore = true; hasMore; before = seen.at(-1)) {
      const page = await citizen.get<{ reservations: Reservation[]; hasMore: boolean }>(
        'reservations',
        'listMine',
        { limit: 2, ...(before === undefined ? {} : { before }) },
      );
      expect(page.reservations.length).toBeLessThanOrEqual(2);
      seen.push(...page.reservations.map(({ id }) => id));
      hasMore = page.hasMore;
    }

    expect([...seen].sort()).toEqual([...booked].sort());
    const stranger = await service.citizen('not-many');
    expect(await stranger.get('reservations', 'listMine', { before: booked[0] })).toEqual({
      reservations: [],
      hasMore: false,
    });
  });

  it('leaves an audit row for every change, without personal data', async () => {
    const citizen = await service.citizen('audited');
    const { id } = await book(citizen);
    await citizen.get('reservations', 'reschedule', { reservation: id, slot: TOMORROW_TEN });
    await citizen.get('reservations', 'cancel', { reservation: id });

    const rows = await database.rows<{ action: string }>(sql`
      select action from audit_entry where subject = ${`reservation:${id}`} order by id`);

    expect(rows.map(({ action }) => action)).toEqual([
      'reservations.make',
      'reservations.reschedule',
      'reservations.cancel',
    ]);
  });
});

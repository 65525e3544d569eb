import type { Reservation } from '../../contract/reservations';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { createLimiter } from '../_runtime/limiter';
import { countMissedVisits } from '../timers/countMissedVisits';
import { openCooledSeats } from '../timers/openCooledSeats';

const NINE = '2026-11-24T09:00:00+08:00';
const later = (minutes: number) => new Date(Date.parse(NINE) + minutes * 60_000).toISOString();
const phone = '13812345678';

let database: Database;
let service: Service;
let milliseconds = 0;
let serial = 7_000;

beforeAll(async () => {
  database = await freshHangzhou();
  await database.rows(sql`update booking_rule set value = 15 where name = 'documentsTriedPerAccount'`);
  service = await openService(database, NINE, { limiter: createLimiter(() => milliseconds) });
});
beforeEach(() => service.setNow(NINE));
afterAll(() => database.close());

const newPerson = () => {
  serial += 1;
  return aPerson(serial);
};
const wish = (slot: string, person = newPerson()) => ({
  slot,
  people: [{ person, services: ['passport'] }],
  phone,
});
async function book(citizen: Citizen, slot: string, person = newPerson()) {
  return (await citizen.get<{ reservation: Reservation }>('reservations', 'make', wish(slot, person)))
    .reservation;
}
async function openOn(slot: string): Promise<number> {
  const [hall, lane, date, time = ''] = slot.split('.');
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(2));
  const [row] = await database.rows<{ open: number }>(sql`
    select capacity - held_back - booked as open from slot
    where city = ${city} and hall = ${hall} and lane = ${lane} and date = ${date} and start_minute = ${minute}`);
  return row!.open;
}
const cool = (minutes: number) => openCooledSeats(service.dependencies, city, new Date(later(minutes)));

describe('giving a seat up to take it for somebody else', () => {
  it('is useless: the seat opens to everyone at a moment between two and fifteen minutes later', async () => {
    const slot = 'xihu.appointment.2026-11-26.0900';
    const reseller = await service.citizen('reseller');
    const { id } = await book(reseller, slot);
    const open = await openOn(slot);

    await reseller.get('reservations', 'cancel', { reservation: id });

    expect(await openOn(slot)).toBe(open);
    const [lot] = await database.rows<{ opens_at: Date; seats: number }>(sql`
      select opens_at, seats from cooling_seat where city = ${city} and hall = 'xihu' and date = '2026-11-26'`);
    const waits = (lot!.opens_at.getTime() - Date.parse(NINE)) / 60_000;
    expect(waits).toBeGreaterThanOrEqual(2);
    expect(waits).toBeLessThanOrEqual(15);

    await cool(waits - 0.01);
    expect(await openOn(slot)).toBe(open);
    await cool(waits + 0.01);
    expect(await openOn(slot)).toBe(open + 1);
    expect(await cool(60)).toBe(0);
  });

  it('opens at moments that differ from seat to seat', async () => {
    const citizens = await Promise.all([1, 2, 3, 4].map((index) => service.citizen(`gives-${index}`)));
    for (const citizen of citizens) {
      const { id } = await book(citizen, 'gongshu.appointment.2026-11-26.0900');
      await citizen.get('reservations', 'cancel', { reservation: id });
    }
    const rows = await database.rows<{ opens_at: Date }>(
      sql`select opens_at from cooling_seat where city = ${city} and hall = 'gongshu'`,
    );

    expect(new Set(rows.map(({ opens_at }) => opens_at.getTime())).size).toBe(4);
    await cool(20);
  });

  it('leaves seats of the noon release alone, and is left alone by it', async () => {
    const slot = 'binjiang.appointment.2026-11-26.0900';
    const heldBack = async () =>
      (
        await database.rows<{ held_back: number }>(sql`
          select held_back from slot where city = ${city} and hall = 'binjiang' and lane = 'appointment'
            and date = '2026-11-26' and start_minute = 540`)
      )[0]!.held_back;
    const before = await heldBack();
    const citizen = await service.citizen('noon');
    const { id } = await book(citizen, slot);
    await citizen.get('reservations', 'cancel', { reservation: id });
    expect(await heldBack()).toBe(before + 1);

    await cool(20);

    expect(await heldBack()).toBe(before);
  });

  it('makes the account wait ten minutes before it books that hall and day again, and the device too', async () => {
    const slot = 'xihu.appointment.2026-11-27.0900';
    const device = 'device-name-0123456789';
    const first = await service.citizen('waits');
    const { id } = await book(first, slot);
    await service.call('reservations', 'cancel', { reservation: id }, { token: first.token, device });

    const again = await service.call('reservations', 'make', wish(slot), { token: first.token });
    expect(again).toMatchObject({ error: { code: 'REBOOK_TOO_SOON', details: { minutes: 10 } } });
    const second = await service.citizen('other-account');
    const other = await service.call('reservations', 'make', wish(slot), { token: second.token, device });
    expect(other).toMatchObject({ error: { code: 'REBOOK_TOO_SOON' } });

    expect(await second.code('reservations', 'make', wish(slot))).toBe('OK');
    expect(await first.code('reservations', 'make', wish('xihu.appointment.2026-11-30.0900'))).toBe('OK');
    service.setNow(later(10));
    expect(await first.code('reservations', 'make', wish(slot))).toBe('OK');
  });
});

describe('one account', () => {
  it('books for ten people in half a year, whether it saved them or not', async () => {
    const citizen = await service.citizen('agent');
    for (let index = 0; index < 9; index += 1) {
      await book(citizen, `city.appointment.2026-11-${25 + (index % 3)}.0900`);
    }
    service.setNow(later(60 * 25));
    const tenth = newPerson();
    const { id } = await book(citizen, 'city.appointment.2026-11-27.1000', tenth);

    const fresh = await service.citizen('agent');
    const wanted = wish('city.appointment.2026-11-27.1000');
    const eleventh = await service.call('reservations', 'make', wanted, fresh);

    expect(eleventh).toMatchObject({ error: { code: 'TOO_MANY_PEOPLE', details: { peopleMax: 10 } } });
    await citizen.get('reservations', 'cancel', { reservation: id });
    expect(await citizen.code('reservations', 'make', wish('city.appointment.2026-11-30.1000', tenth))).toBe(
      'OK',
    );
  });

  it('books ten times a day, cancelled bookings included; a retry is not a booking', async () => {
    const citizen = await service.citizen('busy');
    const person = newPerson();
    for (let index = 0; index < 9; index += 1) {
      const { id } = await book(citizen, `xiaoshan.appointment.2026-12-0${1 + (index % 4)}.1000`, person);
      await citizen.get('reservations', 'cancel', { reservation: id });
      service.setNow(later(11 * (index + 1)));
    }
    const last = wish('xiaoshan.appointment.2026-12-07.1000', person);
    expect(await citizen.code('reservations', 'make', last, 'tenth-key')).toBe('OK');
    expect(await citizen.code('reservations', 'make', last, 'tenth-key')).toBe('OK');

    const more = wish('xiaoshan.appointment.2026-12-07.1030');
    expect(await citizen.code('reservations', 'make', more)).toBe('TOO_MANY_BOOKINGS');
    service.setNow(later(60 * 24 + 1));
    expect(await citizen.code('reservations', 'make', more)).toBe('OK');
  });
});

describe('missed visits', () => {
  const pausing = async (now: string) => countMissedVisits(service.dependencies, city, new Date(now));

  async function missThree(citizen: Citizen, person: ReturnType<typeof aPerson>, hall = 'city') {
    for (const [index, time] of ['0900', '1000', '1100'].entries()) {
      const { id } = await book(citizen, `${hall}.appointment.2026-11-25.${time}`, person);
      const status = index === 2 ? 'cancelled' : 'missed';
      await database.rows(sql`
        update reservation set status = ${status}, cancelled_late = ${index === 2}
        where city = ${city} and id = ${id}`);
      await database.rows(sql`
        update applicant set live = false where city = ${city} and reservation_id = ${id}`);
    }
  }

  async function supervisor() {
    const reply = await service.call('identity', 'signIn', { channel: 'web', code: 'demo-staff:*' });
    return { token: (reply as { data: { token: string } }).data.token };
  }

  it('three of them pause booking for thirty days, whichever account books; two and a half do not', async () => {
    const citizen = await service.citizen('forgets');
    const person = newPerson();
    await missThree(citizen, person);
    expect(await pausing('2026-11-26T09:00:00+08:00')).toBe(0);
    service.setNow('2026-11-26T09:00:00+08:00');
    expect(await citizen.get('standing', 'getMine', {})).toEqual({
      pauses: [],
      missed: [0.5, 1, 1].map((weight) => ({ date: '2026-11-25', hall: 'city', weight })),
      rules: { missedVisitsMax: 3, missedWithinDays: 180, pauseDays: 30 },
    });
    service.setNow(NINE);

    const { id } = await book(citizen, 'city.appointment.2026-11-25.1130', person);
    await database.rows(sql`update reservation set status = 'missed' where city = ${city} and id = ${id}`);
    await database.rows(
      sql`update applicant set live = false where city = ${city} and reservation_id = ${id}`,
    );
    expect(await pausing('2026-11-26T09:00:00+08:00')).toBe(1);
    expect(await pausing('2026-11-26T10:00:00+08:00')).toBe(0);

    service.setNow('2026-11-26T10:00:00+08:00');
    const other = await service.citizen('other');
    const next = wish('city.appointment.2026-12-08.0900', person);
    expect(await service.call('reservations', 'make', next, other)).toMatchObject({
      error: { code: 'BOOKING_PAUSED', details: { until: '2026-12-26' } },
    });
    expect(await other.code('reservations', 'make', wish('city.appointment.2026-12-08.0900'))).toBe('OK');
    const [told] = await database.rows<{ facts: unknown }>(
      sql`select facts from notification where city = ${city} and kind = 'standing.paused'`,
    );
    expect(told).toEqual({ facts: { until: '2026-12-26' } });
  });

  it('are shown to those whom they concern, who may appeal once; a supervisor lifts the pause', async () => {
    const citizen = await service.citizen('appeals');
    const person = newPerson();
    await citizen.get('identity', 'savePerson', { person });
    await missThree(citizen, person, 'xihu');
    const { id } = await book(citizen, 'xihu.appointment.2026-11-25.1130', person);
    await database.rows(sql`update reservation set status = 'missed' where city = ${city} and id = ${id}`);
    await database.rows(
      sql`update applicant set live = false where city = ${city} and reservation_id = ${id}`,
    );
    await pausing('2026-11-26T09:00:00+08:00');
    service.setNow('2026-11-26T10:00:00+08:00');

    const { pauses } = await citizen.get<{ pauses: { id: string; visits: unknown[] }[] }>(
      'standing',
      'getMine',
      {},
    );
    expect(pauses).toHaveLength(1);
    expect(pauses[0]!.visits).toHaveLength(4);
    const stranger = await service.citizen('curious');
    const plea = { pause: pauses[0]!.id, reason: '住院了，附有诊断证明' };
    expect(await stranger.get('standing', 'getMine', {})).toMatchObject({ pauses: [], missed: [] });
    expect(await stranger.code('standing', 'appeal', plea)).toBe('NOTHING_TO_APPEAL');

    const first = await citizen.get<{ appeal: { id: string } }>('standing', 'appeal', plea);
    expect(await citizen.get('standing', 'appeal', { ...plea, reason: '再来一次' })).toEqual(first);
    const desk = await supervisor();
    expect(await service.call('oversight', 'listAppeals', {}, desk)).toMatchObject({
      data: { appeals: [{ id: first.appeal.id, reason: '住院了，附有诊断证明', visits: 4 }] },
    });
    expect(await service.call('oversight', 'listAppeals', {}, citizen)).toMatchObject({ ok: false });
    const decision = { appeal: first.appeal.id, decision: 'granted' };
    expect(await service.call('oversight', 'decideAppeal', decision, desk)).toMatchObject({ ok: true });

    expect(await citizen.code('reservations', 'make', wish('xihu.appointment.2026-12-08.0900', person))).toBe(
      'OK',
    );
    expect(await pausing('2026-11-26T11:00:00+08:00')).toBe(0);
  });
});

describe('floods', () => {
  it('are refused with the honest time to wait, account by account', async () => {
    const [eager, calm] = [await service.citizen('eager'), await service.citizen('calm')];
    const calls = [];
    for (let index = 0; index < 130; index += 1)
      calls.push(await service.call('identity', 'listPeople', {}, eager));

    const refused = calls.filter(({ ok }) => !ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      error: { code: 'TOO_MANY_REQUESTS', details: { retryAfterSeconds: 1 } },
    });
    expect(await service.call('identity', 'listPeople', {}, calm)).toMatchObject({ ok: true });
    milliseconds += 1_000;
    expect(await service.call('identity', 'listPeople', {}, eager)).toMatchObject({ ok: true });
  });

  it('of one address are refused, but not those of this machine', async () => {
    const flood = async (address: string) => {
      let refused = 0;
      for (let index = 0; index < 3_050; index += 1) {
        refused += Number(!(await service.call('windows', 'nothing', {}, { address })).ok);
      }
      return service
        .call(
          'slots',
          'promise',
          { service: 'passport', residence: 'in-province', acceptedOn: '2026-11-24' },
          { address },
        )
        .then((reply) => ({ refused, reply }));
    };

    expect((await flood('203.0.113.9')).reply).toMatchObject({ error: { code: 'TOO_MANY_REQUESTS' } });
    expect((await flood('127.0.0.1')).reply).toMatchObject({ ok: true });
  });

  it('of guesses at a code are counted over all instances, in ten minutes', async () => {
    const instance = () => openService(database, NINE);
    const { token } = await service.citizen('guesser');
    const codes: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      const reply = await service.call('identity', 'enterDesk', { totp: '123456' }, { token });
      codes.push(reply.ok ? 'OK' : reply.error.code);
    }
    expect(codes).toEqual([...Array(5).fill('NOT_ALLOWED'), 'TOO_MANY_REQUESTS', 'TOO_MANY_REQUESTS']);
    expect(await instance()).toBeDefined();
    expect(await service.call('identity', 'enterDesk', { totp: '123456' }, { token })).toMatchObject({
      error: { details: { retryAfterSeconds: 600 } },
    });
    service.setNow(later(10));
    expect(await service.call('identity', 'enterDesk', { totp: '123456' }, { token })).toMatchObject({
      error: { code: 'NOT_ALLOWED' },
    });
  });
});

it('reports accounts that cancel much and devices with many accounts to supervisors, without names', async () => {
  const reply = await service.call('identity', 'signIn', { channel: 'web', code: 'demo-staff:*' });
  const desk = { token: (reply as { data: { token: string } }).data.token };
  for (let index = 0; index < 4; index += 1) {
    await service.call(
      'identity',
      'signIn',
      { channel: 'web', code: `demo:puppet-${index}` },
      { device: 'puppet-device-000001' },
    );
  }

  const report = await service.call('oversight', 'listSuspicious', { days: 7 }, desk);

  const { patterns } = (report as { data: { patterns: { pattern: string; count: number }[] } }).data;
  expect(patterns).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ pattern: 'cancels-often', count: 9 }),
      expect.objectContaining({ pattern: 'many-accounts-on-device', count: 4 }),
    ]),
  );
});

describe('answers that tell whether a number has a visit', () => {
  const tryFor = (citizen: Citizen, person: object) =>
    citizen.code('reservations', 'make', {
      slot: 'city.appointment.2026-11-27.0900',
      people: [{ person, services: ['passport'] }],
      phone: '13812345678',
    });

  it('are had for as many documents as a family has, whatever the answers were', async () => {
    const curious = await service.citizen('curious');
    const numbers = Array.from({ length: 25 }, (_, index) => aPerson(88_000 + index));
    const codes: string[] = [];
    for (const person of numbers) codes.push(await tryFor(curious, person));

    expect(codes.slice(15)).toEqual(Array(10).fill('TOO_MANY_DOCUMENTS'));
    // Saving a number and removing it tells nothing more.
    expect(await curious.code('identity', 'savePerson', { person: aPerson(88_900) })).toBe(
      'TOO_MANY_DOCUMENTS',
    );
  });

  it('count a number once however often it is typed, and one that cannot exist not at all', async () => {
    const family = await service.citizen('family-of-three');
    for (let round = 0; round < 12; round += 1) {
      for (const serial of [88_300, 88_301, 88_302]) {
        expect(await tryFor(family, aPerson(serial))).not.toBe('TOO_MANY_DOCUMENTS');
      }
      const mistyped = { ...aPerson(88_310 + round), documentNumber: '110105194912310021' };
      expect(await tryFor(family, mistyped)).toBe('DOCUMENT_NUMBER_INVALID');
    }
  });

  it('are not had at once either', async () => {
    const hasty = await service.citizen('hasty');
    const codes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => tryFor(hasty, aPerson(88_400 + index))),
    );
    expect(codes.filter((code) => code !== 'TOO_MANY_DOCUMENTS').length).toBeLessThanOrEqual(15);
  });

  it('are had again after a week', async () => {
    const patient = await service.citizen('patient');
    for (let index = 0; index < 16; index += 1) await tryFor(patient, aPerson(88_600 + index));
    expect(await tryFor(patient, aPerson(88_650))).toBe('TOO_MANY_DOCUMENTS');
    service.setNow('2026-12-01T10:00:00+08:00');
    const later = await service.citizen('patient');
    expect(await tryFor(later, aPerson(88_651))).not.toBe('TOO_MANY_DOCUMENTS');
  });
});

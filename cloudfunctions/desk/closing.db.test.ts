import type { Reservation } from '../../contract/reservations';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { bookVisit, emptyHalls, someoneNew } from '../../tests/support/queue';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { openSessions } from '../timers/openSessions';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const hall = 'xihu';
const date = '2026-11-25';
const lane = 'appointment';

let database: Database;
let service: Service;
let lead: Citizen;
let wang: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
});
beforeEach(async () => {
  await emptyHalls(database);
  service.setNow(MONDAY_NINE);
  lead = await service.staff('xihu');
  wang = await service.citizen('wang');
});
afterAll(() => database.close());

interface SlotRow {
  readonly start_minute: number;
  readonly capacity: number;
}

/** Everything that a day offers: seats of each slot, and when the hall closes. */
const dayOf = async (day = date, at = hall) => ({
  slots: await database.rows<SlotRow>(sql`
    select lane, start_minute, capacity, booked, held_back, wanted_seats from slot
    where city = ${city} and hall = ${at} and date = ${day} order by lane, start_minute`),
  closes: (
    await database.rows<{ closes_minute: number | null }>(sql`
      select closes_minute from hall_day where city = ${city} and hall = ${at} and date = ${day}`)
  )[0]?.closes_minute,
});
const close = (at: string, more: object = {}) =>
  lead.get<{ affected: { reservation: string; offer?: string }[] }>('desk', 'closeEarly', {
    hall,
    date,
    at,
    apply: true,
    ...more,
  });
const reopen = (more: object = {}) => lead.get('desk', 'reopen', { hall, date, ...more });
const openAfter = async (minute: number, day = date) =>
  (await dayOf(day)).slots.filter((slot) => slot.start_minute >= minute && slot.capacity > 0);

describe('closing early', () => {
  it('is taken back whole: seats, held-back seats and pending cuts are what they were', async () => {
    await database.rows(sql`
      update slot set held_back = 2 where city = ${city} and hall = ${hall} and date = ${date} and start_minute = 930`);
    const { id } = await bookVisit(wang, `${hall}.${lane}.${date}.1500`, [someoneNew(), someoneNew()]);
    await lead.get('desk', 'setCapacity', {
      hall,
      lane,
      date,
      from: '15:00',
      to: '15:30',
      seats: 1,
      apply: true,
    });
    await wang.get('reservations', 'declineMove', { reservation: id });
    const before = await dayOf();

    await close('14:00');
    expect((await openAfter(840)).map(({ start_minute }) => start_minute)).toEqual([900]);
    expect((await dayOf()).closes).toBe(840);
    await reopen();

    // The seat that was offered is held until it is answered.
    const offered = await database.rows<{ start_minute: number; hall: string; date: string }>(sql`
      select hall, date, start_minute from move_offer where city = ${city} and status = 'open'`);
    expect(offered).toHaveLength(1);
    await wang.get('reservations', 'declineMove', { reservation: id });
    expect(await dayOf()).toEqual({ ...before, closes: null });
  });

  it('follows a later hour and an earlier one, and the regular end takes it back', async () => {
    const before = await dayOf();
    await close('13:30');
    await close('15:00');
    expect((await openAfter(0)).length).toBe(
      before.slots.filter(({ start_minute }) => start_minute < 900).length,
    );
    await close('10:00');
    expect((await openAfter(600)).length).toBe(0);
    await close('17:00');
    expect(await dayOf()).toEqual({ ...before, closes: null });
  });

  it('gives the seats of a reopened day to those who wait for one first', async () => {
    await close('09:00');
    const { entry } = await wang.get<{ entry: { id: string } }>('reservations', 'joinWaitlist', {
      service: 'passport',
      halls: [hall],
      from: date,
      to: date,
      people: [{ person: someoneNew() }],
      phone: '13812345678',
      automatic: true,
    });
    await reopen();
    const { reservations } = await wang.get<{ reservations: Reservation[] }>('reservations', 'listMine', {});
    expect([entry.id !== '', reservations.map(({ slot }) => slot.slice(0, -5))]).toEqual([
      true,
      [`${hall}.${lane}.${date}`],
    ]);
  });

  it('covers several days at once, and offers nobody a seat on any of them', async () => {
    const { id } = await bookVisit(wang, `${hall}.${lane}.${date}.1430`);
    const until = '2026-11-27';
    const { affected } = await close('00:00', { until });
    expect(affected.map(({ reservation }) => reservation)).toEqual([id]);
    const [, , offeredDay = ''] = affected[0]!.offer!.split('.');
    expect(affected[0]!.offer!.startsWith(`${hall}.`) && offeredDay >= date && offeredDay <= until).toBe(
      false,
    );
    expect(await openAfter(0, '2026-11-27')).toEqual([]);
    await reopen({ until });
    expect((await openAfter(0, '2026-11-27')).length).toBeGreaterThan(0);
  });

  it('is possible at a hall that serves on arrival, whose day has no slots', async () => {
    const there = await service.staff('fuyang');
    const at = { hall: 'fuyang', date: '2026-11-23' };
    await there.get('desk', 'closeEarly', { ...at, at: '10:00', apply: true });
    service.setNow('2026-11-23T10:05:00+08:00');
    const wish = {
      hall: 'fuyang',
      service: 'passport',
      people: [{ person: someoneNew() }],
      presence: { arriveInMinutes: 10 },
    };
    expect(await wang.code('tickets', 'take', wish)).toBe('HALL_CLOSED');
    await there.get('desk', 'reopen', at);
    expect(await wang.code('tickets', 'take', wish)).toBe('OK');
  });

  it('is known to whoever plans seats: no session opens and no seats are changed in the closed hours', async () => {
    await close('15:00');
    const seats = { hall, lane, date, from: '14:30', to: '16:00', seats: 9 };
    expect(await lead.code('desk', 'setCapacity', seats)).toBe('CLOSED_EARLY');
    expect(await lead.code('desk', 'setCapacity', { ...seats, to: '15:00' })).toBe('OK');
    const session = {
      hall,
      lane: 'student',
      date,
      from: '17:00',
      to: '18:00',
      windows: 1,
      seats: 2,
      services: ['passport'],
    };
    expect(await lead.code('desk', 'openSession', session)).toBe('CLOSED_EARLY');
    await reopen();
    expect(await lead.code('desk', 'openSession', session)).toBe('OK');
  });

  it('holds for a day whose slots open afterwards', async () => {
    const later = '2026-11-30';
    const whole = await dayOf(later);
    await database.script(
      `delete from slot where date = '${later}'; delete from session where date = '${later}';`,
    );
    await close('15:00', { date: later });
    await openSessions(service.dependencies, city, new Date(MONDAY_NINE));
    expect(await openAfter(900, later)).toEqual([]);
    expect((await openAfter(0, later)).length).toBeGreaterThan(0);
    await reopen({ date: later });
    const capacities = (rows: readonly SlotRow[]) => rows.map(({ capacity }) => capacity);
    expect(capacities((await dayOf(later)).slots)).toEqual(capacities(whole.slots));
  });

  it.each([
    ['a day that is over', { date: '2026-11-22' }, 'date'],
    ['an end before the beginning', { until: '2026-11-24' }, 'until'],
    ['more than a month', { until: '2026-12-26' }, 'until'],
  ])('refuses %s and names the field', async (_what, days, field) => {
    for (const [operation, more] of [
      ['closeEarly', { at: '15:00' }],
      ['reopen', {}],
      ['setCapacity', { lane, from: '09:00', to: '10:00', seats: 1 }],
    ] as const) {
      const reply = await lead.reply('desk', operation, { hall, date, ...more, ...days });
      expect([operation, reply]).toMatchObject([
        operation,
        { ok: false, error: { code: 'INVALID_INPUT', details: { field } } },
      ]);
    }
  });
});

describe('seats of several days and lanes', () => {
  it('are changed in one step, and those who are touched on any of them are shown', async () => {
    const { id } = await bookVisit(wang, `${hall}.${lane}.2026-11-26.0900`);
    const { affected } = await lead.get<{ affected: { reservation: string }[] }>('desk', 'setCapacity', {
      hall,
      lane,
      otherLanes: ['enterprise', 'urgent'],
      date,
      until: '2026-11-27',
      from: '09:00',
      to: '10:00',
      seats: 0,
      windows: 1,
      apply: true,
    });
    expect(affected.map(({ reservation }) => reservation)).toEqual([id]);
    const left = await database.rows(sql`
      select distinct lane, date, capacity from slot
      where city = ${city} and hall = ${hall} and date between ${date} and '2026-11-27'
        and start_minute between 540 and 599 and lane in ('appointment', 'enterprise', 'urgent') and capacity > booked`);
    expect(left).toEqual([]);
  });
});

import type { OutputOf, Rooms } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { openService, type Service } from '../../tests/support/service';
import { verifyPlaces } from '../../tests/support/verifiedPlaces';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { openSessions } from '../timers/openSessions';

type Search = OutputOf<Rooms['slots']['search']>;
type Earliest = OutputOf<Rooms['slots']['earliest']>;

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const NEAR_BINJIANG = { longitude: 120.21, latitude: 30.206 };

let database: Database;
let service: Service;

beforeAll(async () => {
  database = await freshHangzhou();
  await verifyPlaces(database);
  service = await openService(database, MONDAY_NINE);
});
beforeEach(async () => {
  service.setNow(MONDAY_NINE);
  await database.rows(sql`update slot set booked = 0`);
});
afterAll(() => database.close());

async function ask<Data>(operation: string, input: object): Promise<Data> {
  const reply = await service.call('slots', operation, { service: 'passport', ...input });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data as Data;
}

const search = (input: object) => ask<Search>('search', input);
const earliest = (input: object = {}) => ask<Earliest>('earliest', input);

async function dayOf(date: string, hall = 'xihu', more: object = {}) {
  const { halls } = await search({ from: date, to: date, halls: [hall], ...more });
  return halls[0]?.days[0];
}

/** Books the slots of a hall and day until `left` seats may still be booked. */
const fill = (hall: string, date: string, left = 0) =>
  database.rows(
    sql`update slot set booked = capacity - held_back - ${left} where hall = ${hall} and date = ${date}`,
  );

describe('searching', () => {
  it('answers for what exists, however often it is asked for in one question', async () => {
    const span = { from: '2026-11-23', to: '2026-11-29' };
    const once = await search({ ...span, halls: ['city'] });
    const often = await search({ ...span, halls: Array(50).fill('city') });
    const unknown = await search({
      ...span,
      halls: Array.from({ length: 50 }, (_, index) => `hall-${index}`),
    });

    expect(often).toEqual(once);
    expect(unknown.halls).toEqual([]);
  });

  it('counts the seats that anyone may book now, without those held back, and says when it looked', async () => {
    const [row] = await database.rows<{ capacity: number; held: number }>(sql`
      select sum(capacity)::integer as capacity, sum(held_back)::integer as held from slot
      where hall = 'city' and lane = 'appointment' and date = '2026-11-25'`);

    const { halls, asOf } = await search({ from: '2026-11-25', to: '2026-11-25', halls: ['city'] });

    expect(halls[0]!.days[0]).toMatchObject({ capacity: row!.capacity, open: row!.capacity - row!.held });
    expect(row!.held).toBeGreaterThan(0);
    expect(new Date(asOf)).toEqual(new Date(MONDAY_NINE));
    expect(halls[0]!.days[0]!.slots).toHaveLength(14);
  });

  it('adds up: a day has the open seats of its slots, whatever was booked', async () => {
    await database.rows(sql`update slot set booked = (start_minute / 30) % (capacity + 1)`);

    const { halls } = await search({ from: '2026-11-24', to: '2026-11-28' });

    expect(halls.length).toBe(8);
    for (const { open, slots } of halls.flatMap(({ days }) => days)) {
      expect(slots!.reduce((sum, slot) => sum + slot.open, 0)).toBe(open);
    }
  });

  it('shows a freed and a taken seat to the next caller', async () => {
    const before = (await dayOf('2026-11-25'))!.open;
    await database.rows(
      sql`update slot set booked = 1 where hall = 'xihu' and date = '2026-11-25' and start_minute = 540`,
    );

    expect((await dayOf('2026-11-25'))!.open).toBe(before - 1);
  });

  it('shows a sold-out day with its slots and no seats', async () => {
    await fill('xihu', '2026-11-25');

    const day = await dayOf('2026-11-25');

    expect(day!.open).toBe(0);
    expect(day!.capacity).toBeGreaterThan(0);
    expect(day!.slots!.map(({ open }) => open)).toEqual(Array.from({ length: 14 }, () => 0));
  });

  it('counts only slots where the whole party fits', async () => {
    await fill('xihu', '2026-11-25', 2);

    expect((await dayOf('2026-11-25', 'xihu', { partySize: 2 }))!.open).toBe(28);
    expect((await dayOf('2026-11-25', 'xihu', { partySize: 3 }))!.open).toBe(0);
  });

  it('shows the day after the horizon as not yet open, with the instant of its release', async () => {
    expect(await dayOf('2026-12-07')).not.toHaveProperty('opensAt');
    expect(await dayOf('2026-12-08')).toMatchObject({ open: 0, opensAt: '2026-11-24T00:00:00.000Z' });
    expect((await dayOf('2026-12-08'))!.slots!.every(({ open }) => open === 0)).toBe(true);

    service.setNow('2026-11-24T08:00:00+08:00');
    expect(await dayOf('2026-12-08')).not.toHaveProperty('opensAt');
    expect((await dayOf('2026-12-08'))!.open).toBeGreaterThan(0);
  });

  it('leaves out days on which a hall is closed, and halls without appointments', async () => {
    const { halls } = await search({ from: '2026-11-23', to: '2026-11-29' });

    expect(halls.map(({ hall }) => hall)).not.toContain('fuyang');
    for (const { days } of halls) expect(days.map(({ date }) => date)).not.toContain('2026-11-29');
  });

  it('offers on overtime Saturdays only the services of the notice', async () => {
    expect((await dayOf('2026-11-28'))!.slots).toHaveLength(12);
    expect(await dayOf('2026-11-28', 'xihu', { service: 'tw-permit' })).toBeDefined();
    expect(await dayOf('2026-11-28', 'xihu', { service: 'hkm-permit' })).toBeUndefined();
  });

  it('leaves out of today what starts within the hour, and keeps a day that is over', async () => {
    expect((await dayOf('2026-11-23'))!.slots![0]!.start).toBe('10:00');
    service.setNow('2026-11-23T09:00:01+08:00');
    expect((await dayOf('2026-11-23'))!.slots![0]!.start).toBe('10:30');
    service.setNow('2026-11-23T16:00:00+08:00');
    expect(await dayOf('2026-11-23')).toMatchObject({ capacity: 0, open: 0, slots: [] });
  });

  it('lists slots for a week and only days for longer', async () => {
    const week = await search({ from: '2026-11-24', to: '2026-11-30', halls: ['xihu'] });
    const longer = await search({ from: '2026-11-24', to: '2026-12-01', halls: ['xihu'] });

    expect(week.halls[0]!.days.every(({ slots }) => slots !== undefined)).toBe(true);
    expect(longer.halls[0]!.days.every(({ slots }) => slots === undefined)).toBe(true);
  });

  it.each([
    ['sixty-one days', { from: '2026-11-24', to: '2027-01-23' }],
    ['an end before its beginning', { from: '2026-11-24', to: '2026-11-23' }],
    ['a day that does not exist', { from: '2026-11-31', to: '2026-12-01' }],
    ['a party of six', { from: '2026-11-24', to: '2026-11-24', partySize: 6 }],
    [
      'a place that is not on earth',
      { from: '2026-11-24', to: '2026-11-24', near: { longitude: 120, latitude: 90.1 } },
    ],
  ])('refuses %s', async (_case, input) => {
    const reply = await service.call('slots', 'search', { service: 'passport', ...input });

    expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  });

  it('puts the nearest hall first and says how far it is', async () => {
    const { halls } = await search({ from: '2026-11-24', to: '2026-11-24', near: NEAR_BINJIANG });
    const distances = halls.map(({ distanceMetres }) => distanceMetres!);

    expect(halls[0]!.hall).toBe('binjiang');
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });

  it('knows no hall that the city does not have', async () => {
    expect((await search({ from: '2026-11-24', to: '2026-11-24', halls: ['nowhere'] })).halls).toEqual([]);
  });

  it('marks days that no official notice reaches', async () => {
    await openSessions(service.dependencies, '330100', new Date('2026-12-23T09:00:00+08:00'));

    expect(await dayOf('2026-12-31')).toMatchObject({ provisional: false });
    expect(await dayOf('2027-01-01')).toBeUndefined();
    expect(await dayOf('2027-01-04')).toMatchObject({ provisional: true });
  });
});

describe('the earliest seats', () => {
  it('are one for each hall, soonest first, and of two at the same time the nearer first', async () => {
    await fill('binjiang', '2026-11-23');

    const { options, asOf } = await earliest({ near: NEAR_BINJIANG, limit: 20 });

    expect(options).toHaveLength(8);
    expect(options.map(({ date, start }) => `${date} ${start}`).slice(0, 7)).toEqual(
      Array.from({ length: 7 }, () => '2026-11-23 10:00'),
    );
    const together = options.slice(0, 7).map(({ distanceMetres }) => distanceMetres!);
    expect(together).toEqual([...together].sort((a, b) => a - b));
    expect(options[7]).toMatchObject({ hall: 'binjiang', slot: 'binjiang.appointment.2026-11-24.0830' });
    expect(new Date(asOf)).toEqual(new Date(MONDAY_NINE));
  });

  it('are shown only as many as asked for', async () => {
    expect((await earliest({ limit: 3 })).options).toHaveLength(3);
    expect((await earliest()).options).toHaveLength(5);
  });

  it('fit the whole party', async () => {
    for (const hall of ['xihu', 'city']) await fill(hall, '2026-11-23', 2);

    const options = async (partySize: number) =>
      (await earliest({ partySize, limit: 20 })).options.filter(({ hall }) => hall === 'xihu');

    expect(await options(2)).toMatchObject([{ date: '2026-11-23', open: 2 }]);
    expect(await options(3)).toMatchObject([{ date: '2026-11-24' }]);
  });

  it('never lie past the horizon or before a release', async () => {
    await database.rows(sql`update slot set booked = capacity - held_back where date <= '2026-12-07'`);

    expect((await earliest()).options).toEqual([]);
  });

  it('are bookable: what is offered first can be booked', async () => {
    const citizen = await service.citizen('first-offer');
    const { options } = await earliest();
    const person = {
      name: '王小明',
      documentType: 'passport',
      documentNumber: 'E12345678',
      birthDate: '1990-01-01',
      residence: 'in-province',
    };

    expect(
      await citizen.code('reservations', 'make', {
        slot: options[0]!.slot,
        people: [{ person, services: ['passport'] }],
        phone: '13812345678',
      }),
    ).toBe('OK');
  });
});

describe('the promised day', () => {
  const promise = (input: object) => ask<OutputOf<Rooms['slots']['promise']>>('promise', input);

  it('is seven working days after, or twenty calendar days for people from outside the province', async () => {
    expect(await promise({ residence: 'in-province', acceptedOn: '2026-11-23' })).toEqual({
      promisedOn: '2026-12-02',
      provisional: false,
      timeLimit: { days: 7, unit: 'working-days' },
    });
    expect(await promise({ residence: 'out-of-province', acceptedOn: '2026-11-23' })).toMatchObject({
      promisedOn: '2026-12-13',
    });
  });

  it('does not count an overtime Saturday, and counts a make-up one', async () => {
    const inProvince = { residence: 'in-province' };

    // Friday 27 November: the Saturday after it is open for overtime and yet no working day.
    expect((await promise({ ...inProvince, acceptedOn: '2026-11-27' })).promisedOn).toBe('2026-12-08');
    // 10 October is a Saturday made a working day.
    expect((await promise({ ...inProvince, acceptedOn: '2026-09-30' })).promisedOn).toBe('2026-10-15');
  });

  it('says "about" once it crosses into a year without a notice', async () => {
    const crossing = await promise({ residence: 'in-province', acceptedOn: '2026-12-23' });

    expect(crossing).toMatchObject({ promisedOn: '2027-01-04', provisional: true });
  });
});

describe('the day on which a document is ready', () => {
  const code = async (acceptedOn: string) => {
    const input = { service: 'passport', residence: 'in-province', acceptedOn };
    const reply = await service.call('slots', 'promise', input);
    return reply.ok ? 'OK' : reply.error;
  };

  it.each(['0050-01-01', '1899-12-31', '2100-01-01', '9999-12-31', '2026-02-30'])(
    'is not worked out from %s',
    async (day) => {
      expect(await code(day)).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'acceptedOn' } });
    },
  );

  it.each(['1900-01-01', '2026-12-31', '2099-12-31'])('is worked out from %s', async (day) => {
    expect(await code(day)).toBe('OK');
  });
});

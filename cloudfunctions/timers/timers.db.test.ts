import { asOwner, freshHangzhou } from '../../tests/support/freshDatabase';
import { city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { openSessions } from './openSessions';
import { releaseHeldBack } from './releaseHeldBack';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';

let database: Database;
let service: Service;

beforeAll(async () => {
  database = await freshHangzhou();
});
beforeEach(async () => {
  await database.script(asOwner('truncate session, audit_entry cascade'));
  service = await openService(database, MONDAY_NINE);
});
afterAll(() => database.close());

const at = (instant: string) => openSessions(service.dependencies, city, new Date(instant));
const noonAt = (instant: string) => releaseHeldBack(service.dependencies, city, new Date(instant));

interface Day {
  readonly date: string;
  readonly slots: number;
  readonly released: Date;
  readonly services: string[];
}

/** What is open for appointments at a hall, by day. */
const daysOf = (hall: string): Promise<Day[]> =>
  database.rows<Day>(sql`
    select date, count(*)::integer as slots, min(released_at) as released, min(services) as services
    from slot where hall = ${hall} and lane = 'appointment' group by date order by date`);

const auditRows = (action: string) =>
  database.rows<{ actor: string; after: object }>(
    sql`select actor, after from audit_entry where action = ${action} order by id`,
  );

describe('opening sessions', () => {
  it('opens the horizon and the day after it, each day released two weeks before at eight', async () => {
    const days = await daysOf('xihu');

    expect(days[0]!.date).toBe('2026-11-23');
    expect(days.at(-1)!.date).toBe('2026-12-08');
    expect(days.find(({ date }) => date === '2026-12-08')!.released.toISOString()).toBe(
      '2026-11-24T00:00:00.000Z',
    );
    expect(days.find(({ date }) => date === '2026-12-07')!.released.toISOString()).toBe(
      '2026-11-23T00:00:00.000Z',
    );
  });

  it('changes nothing the second time, nor when it runs twice at once', async () => {
    const before = await database.rows(sql`select * from slot order by hall, date, start_minute`);

    expect(await at(MONDAY_NINE)).toBe(0);
    expect(await Promise.all([at(MONDAY_NINE), at(MONDAY_NINE)])).toEqual([0, 0]);

    expect(await database.rows(sql`select * from slot order by hall, date, start_minute`)).toEqual(before);
    expect(await auditRows('timers.openSessions')).toMatchObject([
      { actor: 'system', after: { slots: before.length } },
    ]);
  });

  it('opens only what is missing, also after days without a run', async () => {
    const next = await at('2026-11-24T00:10:00+08:00');

    const opened = await database.rows(sql`select 1 from slot where date = '2026-12-09'`);
    expect(next).toBe(opened.length);
    expect(opened.length).toBeGreaterThanOrEqual(8 * 14);
    expect((await daysOf('xihu')).at(-1)!.date).toBe('2026-12-09');
    await at('2026-11-27T00:10:00+08:00');
    expect((await daysOf('xihu')).map(({ date }) => date).slice(-3)).toEqual([
      '2026-12-10',
      '2026-12-11',
      '2026-12-12',
    ]);
  });

  it('leaves alone what was booked or changed since', async () => {
    await database.rows(sql`
      update slot set capacity = 99, booked = 3, held_back = 0 where hall = 'xihu' and date = '2026-11-25'`);

    await at(MONDAY_NINE);

    const rows = await database.rows(
      sql`select 1 from slot where hall = 'xihu' and date = '2026-11-25' and (capacity, booked, held_back) <> (99, 3, 0)`,
    );
    expect(rows).toEqual([]);
  });

  it('opens no appointments where one is served on arrival', async () => {
    expect(await daysOf('fuyang')).toEqual([]);
  });

  it('opens overtime Saturdays for three services only, and no Sunday', async () => {
    const days = await daysOf('xihu');

    expect(days.find(({ date }) => date === '2026-11-28')).toMatchObject({
      slots: 12,
      services: ['passport', 'hkm-endorsement', 'tw-permit'],
    });
    expect(days.find(({ date }) => date === '2026-11-27')).toMatchObject({ slots: 14 });
    expect(days.find(({ date }) => date === '2026-11-27')!.services).toContain('hkm-permit');
    expect(days.map(({ date }) => date)).not.toContain('2026-11-29');
  });

  it('closes on holidays and keeps a make-up Saturday like a Friday', async () => {
    await at('2026-09-26T09:00:00+08:00');
    const days = await daysOf('xihu');
    const dates = days.map(({ date }) => date);

    for (const holiday of ['01', '02', '03', '04', '05', '06', '07']) {
      expect(dates).not.toContain(`2026-10-${holiday}`);
    }
    expect(days.find(({ date }) => date === '2026-10-10')).toMatchObject({ slots: 14 });
    expect(days.find(({ date }) => date === '2026-10-10')!.services).toContain('hkm-permit');
  });

  it('opens no holiday that is certain before its notice, and lets every other day past it be known as such', async () => {
    await at('2026-12-23T09:00:00+08:00');
    const dates = (await daysOf('xihu')).map(({ date }) => date);
    const reply = await service.call('slots', 'search', {
      service: 'passport',
      from: '2026-12-28',
      to: '2027-01-10',
    });

    expect(dates).not.toContain('2027-01-01');
    const { halls } = (reply as { data: { halls: { days: { date: string; provisional: boolean }[] }[] } })
      .data;
    const days = halls.flatMap((hall) => hall.days);
    expect(days.some(({ date }) => date > '2026-12-31')).toBe(true);
    for (const { date, provisional } of days) expect(provisional).toBe(date > '2026-12-31');
  });

  it('keeps the rules of a hall that has its own', async () => {
    await database.rows(sql`
      insert into booking_rule (city, hall, name, value, source)
      values (${city}, 'scenic-area', 'horizonDays', 20, 'a decision of this hall')`);
    // The rules are believed for some seconds; another service on the same database asks anew for this hall.
    await openService({ ...database }, MONDAY_NINE);

    expect((await daysOf('scenic-area')).at(-1)!.date).toBe('2026-12-14');
    expect((await daysOf('xihu')).at(-1)!.date).toBe('2026-12-08');
  });
});

describe('releasing what was held back', () => {
  const held = () =>
    database.rows<{ date: string; held: number }>(sql`
      select date, sum(held_back)::integer as held from slot where hall = 'city' group by date order by date`);

  it('waits until noon', async () => {
    const before = await held();

    expect(await noonAt('2026-11-24T11:59:59+08:00')).toBe(0);
    expect(await held()).toEqual(before);
  });

  it('opens today and the next two days from noon on, once', async () => {
    expect(await noonAt('2026-11-24T12:00:00+08:00')).toBeGreaterThan(0);

    const after = await held();
    const open = after.filter((day) => day.held === 0).map(({ date }) => date);
    expect(open).toEqual(['2026-11-24', '2026-11-25', '2026-11-26']);
    expect(await noonAt('2026-11-24T12:05:00+08:00')).toBe(0);
  });

  it('does the same when it runs twice at once', async () => {
    const [due] = await database.rows<{ slots: number }>(sql`
      select count(*)::integer as slots from slot
      where held_back > 0 and date between '2026-11-24' and '2026-11-26'`);

    const released = await Promise.all([1, 2].map(() => noonAt('2026-11-24T18:00:00+08:00')));

    expect(released.sort((a, b) => a - b)).toEqual([0, due!.slots]);
    expect(await auditRows('timers.releaseHeldBack')).toHaveLength(1);
  });

  it('gives the seats to the next caller', async () => {
    await database.rows(
      sql`update slot set booked = capacity - held_back where hall = 'city' and date = '2026-11-24'`,
    );
    const citizen = await service.citizen('noon');
    const person = {
      name: '王小明',
      documentType: 'passport',
      documentNumber: 'E87654321',
      birthDate: '1990-01-01',
      residence: 'in-province',
    };
    const wish = {
      slot: 'city.appointment.2026-11-24.1400',
      people: [{ person, services: ['passport'] }],
      phone: '13812345678',
    };
    expect(await citizen.code('reservations', 'make', wish)).toBe('SLOT_FULL');

    await noonAt('2026-11-24T12:00:00+08:00');

    expect(await citizen.code('reservations', 'make', wish)).toBe('OK');
  });
});

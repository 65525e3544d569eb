import type { Database } from '../cloudfunctions/_database/database';
import { sql } from '../cloudfunctions/_database/sql';
import { openSessions } from '../cloudfunctions/timers/openSessions';
import { freshHangzhou } from '../tests/support/freshDatabase';
import { inventedNotice2027, notice2026 } from '../tests/support/holidayNotice';
import { city, openService } from '../tests/support/service';
import { importHolidays } from './importHolidays';
import { seedCalendar } from './seedCalendar';

let database: Database;

beforeAll(async () => {
  database = await freshHangzhou();
});
beforeEach(async () => {
  await database.script('truncate session, calendar_day, calendar_coverage cascade');
  await seedCalendar(database);
});
afterAll(() => database.close());

const daysOf = (year: number) =>
  database.rows<{ date: string; kind: string; official: boolean }>(sql`
    select date, kind, official from calendar_day
    where date between ${`${year}-01-01`} and ${`${year}-12-31`} order by date`);

async function coverage(): Promise<string> {
  const [row] = await database.rows<{ until: string }>(
    sql`select coverage_until as until from calendar_coverage`,
  );
  return row!.until;
}

/** The memory of the calendar lasts some seconds and belongs to a database: this one asks anew. */
const forgetful = (): Database => ({ ...database });

async function promisedOn(acceptedOn: string) {
  const service = await openService(forgetful(), '2026-12-23T09:00:00+08:00');
  const reply = await service.call('slots', 'promise', {
    service: 'passport',
    residence: 'in-province',
    acceptedOn,
  });
  return (reply as { data: { promisedOn: string; provisional: boolean } }).data;
}

describe("importing a year's official notice", () => {
  it('agrees with the library on 2026, day by day', async () => {
    const before = await daysOf(2026);

    const imported = await importHolidays(database, notice2026);

    expect(imported).toMatchObject({ year: 2026, days: 39 });
    expect(await daysOf(2026)).toEqual(before);
    expect(await coverage()).toBe('2026-12-31');
  });

  it('turns the next year from provisional to official, and promises with it', async () => {
    expect(await promisedOn('2026-12-23')).toMatchObject({ promisedOn: '2027-01-04', provisional: true });

    await importHolidays(database, inventedNotice2027);

    expect(await coverage()).toBe('2027-12-31');
    expect((await daysOf(2027)).every(({ official }) => official)).toBe(true);
    // Sunday 27 December is worked, 4 January is off.
    expect(await promisedOn('2026-12-23')).toMatchObject({ promisedOn: '2026-12-31', provisional: false });
    expect(await promisedOn('2026-12-24')).toMatchObject({ promisedOn: '2027-01-05', provisional: false });
  });

  it('may be repeated, also for the year before, without losing a day', async () => {
    await importHolidays(database, inventedNotice2027);
    const [before2026, before2027] = [await daysOf(2026), await daysOf(2027)];

    await importHolidays(database, inventedNotice2027);
    await importHolidays(database, notice2026);

    expect(await daysOf(2027)).toEqual(before2027);
    expect(await daysOf(2026)).toEqual(before2026);
    expect(before2026.map(({ date }) => date)).toContain('2026-12-27');
    expect(await coverage()).toBe('2027-12-31');
  });

  it('follows a corrected notice, and the next start brings nothing back', async () => {
    const days = notice2026.days.filter(({ date }) => date !== '2026-10-10');
    await importHolidays(database, { ...notice2026, days });
    await importHolidays(database, inventedNotice2027);

    await seedCalendar(database);

    expect((await daysOf(2026)).map(({ date }) => date)).not.toContain('2026-10-10');
    // Certain by law and yet not in this notice: an official year holds what its notice says.
    expect((await daysOf(2027)).map(({ date }) => date)).not.toContain('2027-04-05');
  });

  it('says on which new holidays halls are open already, and opens the new working days', async () => {
    const service = await openService(forgetful(), '2026-12-22T09:00:00+08:00');
    await database.rows(sql`
      update slot set booked = 2 where hall = 'xihu' and lane = 'appointment' and date = '2027-01-04' and start_minute = 540`);

    const { openOnHolidays } = await importHolidays(database, inventedNotice2027);

    expect(openOnHolidays).toEqual([
      { date: '2027-01-02', halls: 8, booked: 0 },
      { date: '2027-01-04', halls: 8, booked: 2 },
    ]);
    const opened = await openSessions(
      { ...service.dependencies, database: forgetful() },
      city,
      new Date('2026-12-22T09:00:00+08:00'),
    );
    const sunday = await database.rows(sql`select 1 from slot where date = '2026-12-27'`);
    expect(opened).toBe(sunday.length);
    expect(opened).toBeGreaterThanOrEqual(8 * 14);
  });

  it.each([
    ['a year whose notice is not out', { ...notice2026, year: 2027, days: [] }],
    [
      'a year after a gap',
      { ...inventedNotice2027, year: 2028, days: [{ name: '', date: '2028-01-01', isOffDay: true }] },
    ],
    ['days of another year', { ...notice2026, year: 2027 }],
    [
      'a day that does not exist',
      { ...notice2026, days: [{ name: '', date: '2026-02-30', isOffDay: true }] },
    ],
    ['something else', { holidays: {} }],
    ['nothing', null],
  ])('refuses %s and changes nothing', async (_case, file) => {
    const before = await database.rows(sql`select * from calendar_day order by date`);

    await expect(importHolidays(database, file)).rejects.toThrow(/notice of a year|import 2027 first/);

    expect(await database.rows(sql`select * from calendar_day order by date`)).toEqual(before);
    expect(await coverage()).toBe('2026-12-31');
  });
});

describe('the calendar of a fresh database', () => {
  it('holds as official what the library covers, and as provisional what is certain after it', async () => {
    expect((await daysOf(2026)).every(({ official }) => official)).toBe(true);
    expect(await daysOf(2026)).toHaveLength(39);
    const provisional = await daysOf(2027);
    expect(provisional.map(({ date }) => date)).toContain('2027-02-06');
    expect(provisional.every(({ official, kind }) => !official && kind === 'holiday')).toBe(true);
  });
});

import type { OutputOf, Rooms } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';

type City = OutputOf<Rooms['windows']['city']>;

let database: Database;
let service: Service;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, '2026-11-23T09:00:00+08:00');
});
afterAll(() => database.close());

async function cityAt(now: string, input: object = {}): Promise<City> {
  service.setNow(now);
  const reply = await service.call('windows', 'city', input);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data as City;
}

const hallOf = ({ halls }: City, code: string) => halls.find(({ hall }) => hall === code)!;

describe('the city on a day', () => {
  it.each([
    ['a Monday', '2026-11-23T09:00:00+08:00', ['08:30-12:00', '13:30-17:00']],
    ['a Saturday with its overtime hours', '2026-11-28T09:00:00+08:00', ['09:00-12:00', '13:30-16:30']],
    ['a Sunday', '2026-11-29T09:00:00+08:00', []],
    ['National Day', '2026-10-01T09:00:00+08:00', []],
    ['a Saturday inside the holiday', '2026-10-03T09:00:00+08:00', []],
    ['a Saturday made a working day', '2026-10-10T09:00:00+08:00', ['08:30-12:00', '13:30-17:00']],
    ['New Year, before its notice is out', '2027-01-01T09:00:00+08:00', []],
  ])('keeps the hours of %s', async (_day, now, hours) => {
    const { today } = hallOf(await cityAt(now), 'city');

    expect(today.hours.map(({ from, to }) => `${from}-${to}`)).toEqual(hours);
    expect(today.open).toBe(hours.length > 0);
    expect(today.date).toBe(now.slice(0, 10));
  });

  it('turns the day at midnight of the hall', async () => {
    expect((await cityAt('2026-11-23T23:59:59+08:00')).today).toBe('2026-11-23');
    expect((await cityAt('2026-11-23T16:00:00Z')).today).toBe('2026-11-24');
  });
});

describe('what a phone keeps of the city', () => {
  it('is fifteen halls, eight on two tracks, with what is not verified said so', async () => {
    const { halls, city } = await cityAt('2026-11-23T09:00:00+08:00');

    expect(city).toMatchObject({ code: '330100', hotline: '12367' });
    expect(halls).toHaveLength(15);
    expect(halls.filter(({ mode }) => mode === 'dual-track')).toHaveLength(8);
    expect(halls.filter(({ addressVerified }) => addressVerified).map(({ hall }) => hall)).toEqual(['city']);
  });

  it('names the rules that the service itself keeps', async () => {
    expect((await cityAt('2026-11-23T09:00:00+08:00')).rules).toEqual({
      horizonDays: 14,
      release: '08:00',
      noonRelease: '12:00',
      partyMax: 5,
      peoplePerAccount: 10,
      bookUntilMinutesBefore: 60,
      changeUntilMinutesBefore: 60,
      freeCancelDaysBefore: 1,
      guardianUnderAge: 16,
      studentAges: { from: 6, to: 28 },
      offerHoldMinutes: 30,
      waitlistCloses: '23:00',
      arriveWithinMinutes: 30,
      checkInMinutesBefore: 30,
      rankWithinMetres: 200_000,
      toldErrorShare: 0.25,
    });
  });

  it('says what spares a booking or a visit in the words of the city, with all of their conditions', async () => {
    const now = '2026-11-23T09:00:00+08:00';
    const { hints } = await cityAt(now);
    expect(hints.map(({ hint }) => hint)).toEqual([
      'green-channel',
      'online-renewal',
      'kiosk',
      'serve-on-arrival',
    ]);
    const textOf = (name: string) => hints.find(({ hint }) => hint === name)!.text.zh;
    expect(textOf('kiosk')).toMatch(/团队旅游\(L\).*个人旅游\(G\).*商务\(S\)/);
    expect(textOf('online-renewal')).toMatch(/试点城市.*有效期内.*指纹.*6个月.*登记备案/);
    expect(textOf('serve-on-arrival')).toMatch(/^2023年6月公布/);
  });

  it('dates how a hall serves until an administrator confirms it', async () => {
    const { halls } = await cityAt('2026-11-23T09:00:00+08:00');
    expect(new Set(halls.map(({ modeAnnounced }) => modeAnnounced))).toEqual(new Set(['2023-06']));
  });

  it('counts machines only where somebody did, with the day', async () => {
    const { kiosks } = await cityAt('2026-11-23T09:00:00+08:00');
    const counted = kiosks.filter(({ devices }) => devices !== undefined);
    expect(counted.map(({ hall, devices }) => [hall, devices])).toEqual([
      ['qiantang', { count: 1, asOf: '2023-02-07' }],
    ]);
  });

  it('puts the nearest hall first', async () => {
    const near = { longitude: 119.28, latitude: 29.47 };
    const { halls } = await cityAt('2026-11-23T09:00:00+08:00', { near });

    expect(halls[0]!.hall).toBe('jiande');
    // Nobody knows how far exactly: a number would be a guess.
    expect(halls[0]).not.toHaveProperty('distanceMetres');
  });

  it('is not to be had for a city that does not use the product', async () => {
    for (const city of ['999999', 'hangzhou', '', '330100 ']) {
      expect(await service.call('windows', 'city', {}, { city })).toMatchObject({
        error: { code: 'NOT_FOUND', details: { field: 'city' } },
      });
    }
  });
});

import type { OutputOf, Rooms } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { openService, type Service } from '../../tests/support/service';
import { confirmKiosk, verifyPlaces } from '../../tests/support/verifiedPlaces';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { callRoom } from '../_runtime/doors/callRoom';
import { createWindowsRoom } from './createWindowsRoom';

type Nearest = OutputOf<Rooms['windows']['nearest']>;
type City = OutputOf<Rooms['windows']['city']>;

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
/** At the city hall's own door. */
const NEAR_CITY_HALL = { longitude: 120.185, latitude: 30.232 };
const NEAR_QIANTANG = { longitude: 120.35, latitude: 30.31 };

let database: Database;
let service: Service;

beforeAll(async () => {
  database = await freshHangzhou();
  await verifyPlaces(database);
  await confirmKiosk(database, 'qiantang-hall', 2);
  service = await openService(database, MONDAY_NINE);
});
beforeEach(async () => {
  service.setNow(MONDAY_NINE);
  await database.rows(sql`update slot set booked = 0 where city = '330100'`);
  await database.rows(sql`
    update kiosk set in_service = true, queue = null, queue_reported_at = null where city = '330100'`);
});
afterAll(() => database.close());

async function nearest(input: Record<string, unknown>): Promise<Nearest> {
  const reply = await service.call('windows', 'nearest', { service: 'passport', ...input });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data as Nearest;
}

const city = async () => {
  const reply = await service.call('windows', 'city', {});
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data as City;
};

/** Leaves no seat free before a day. */
async function bookOutAll(before: string): Promise<void> {
  await database.rows(sql`
    update slot set booked = capacity - held_back where city = '330100' and date < ${before}`);
}

const ids = ({ options }: Nearest) => options.map(({ id }) => id);

describe('the nearest way to be served', () => {
  it('takes a free seat next door first, and drops every seat that is further and no sooner', async () => {
    const answer = await nearest({ near: NEAR_CITY_HALL });

    expect(answer.options[0]).toMatchObject({
      kind: 'appointment',
      hall: 'city',
      slot: 'city.appointment.2026-11-23.1000',
      travelMinutes: 8,
      distanceMetres: 0,
      daysUntilServed: 0,
      waitMinutes: 15,
      certainty: 'sure',
      burdenMinutes: 35,
      promisedOn: '2026-12-02',
    });
    expect(answer.options.filter(({ kind }) => kind === 'appointment')).toHaveLength(1);
  });

  it('sends people a little further for a seat days sooner, and says so', async () => {
    await bookOutAll('2026-12-07');
    await database.rows(sql`
      update slot set booked = 0 where city = '330100' and hall = 'shangcheng' and date = '2026-11-24'`);

    const answer = await nearest({ near: NEAR_CITY_HALL });

    const [first] = answer.options;
    expect(first).toMatchObject({ id: 'appointment.shangcheng', date: '2026-11-24', daysUntilServed: 1 });
    expect(answer.explanation).toMatchObject({
      against: 'appointment.city',
      pays: [{ count: 'way' }],
      gains: [{ count: 'days', days: 13 }],
    });
    expect(ids(answer)).toContain('on-site-ticket.city');
  });

  it('offers halls that serve on arrival, with the hours of that day', async () => {
    await bookOutAll('2027-01-01');

    const now = await nearest({ near: NEAR_QIANTANG });
    expect(now.options[0]).toMatchObject({
      id: 'serve-on-arrival.qiantang',
      date: '2026-11-23',
      start: '09:08',
      certainty: 'likely',
      remarks: ['no-booking'],
    });
    expect(now.options[0]?.waitMinutes).toBeUndefined();

    service.setNow('2026-11-28T17:30:00+08:00');
    const saturdayEvening = await nearest({ near: NEAR_QIANTANG });
    expect(saturdayEvening.options[0]).toMatchObject({
      id: 'serve-on-arrival.qiantang',
      date: '2026-11-30',
      start: '08:30',
      daysUntilServed: 2,
    });
  });

  it('never offers a seat that starts before the person can be there', async () => {
    const farAway = { longitude: 119.044276, latitude: 29.604177 };

    const answer = await nearest({ near: farAway });

    for (const { kind, slot, travelMinutes } of answer.options) {
      if (kind !== 'appointment') continue;
      const [, , date = '', time = ''] = (slot ?? '').split('.');
      const start = Date.parse(`${date}T${time.slice(0, 2)}:${time.slice(2)}:00+08:00`);
      expect(start - Date.parse(MONDAY_NINE)).toBeGreaterThanOrEqual((travelMinutes ?? 0) * 60_000);
    }
    expect(answer.options.some(({ kind }) => kind === 'appointment')).toBe(true);
  });

  it('offers a kiosk only to those whom it serves, and never one out of service', async () => {
    const group = {
      service: 'hkm-endorsement',
      near: NEAR_QIANTANG,
      about: { endorsement: 'L', cardPermit: true },
    };
    const kiosks = async (input: Record<string, unknown>) =>
      (await nearest(input)).options.flatMap(({ kiosk }) => kiosk ?? []);
    await database.rows(sql`
      update kiosk set queue = 2, queue_reported_at = ${new Date('2026-11-23T08:50:00+08:00')}
      where city = '330100' and kiosk = 'qiantang-hall'`);

    expect((await nearest(group)).options[0]).toMatchObject({
      id: 'kiosk.qiantang-hall',
      waitMinutes: 3,
      certainty: 'likely',
    });
    expect(await kiosks({ ...group, about: { endorsement: 'T', cardPermit: true } })).toEqual([]);
    expect(await kiosks({ ...group, about: { endorsement: 'L' } })).toEqual([]);
    expect(await kiosks({ ...group, about: { endorsement: 'G', cardPermit: true } })).toEqual([]);

    await database.rows(sql`update kiosk set in_service = false where city = '330100'`);
    expect(await kiosks(group)).toEqual([]);
  });

  it('spares the visit to those who may renew online, and keeps a seat as the sure way', async () => {
    const about = { age: '16-to-59', pilotHousehold: true, purpose: 'renewal' };

    const answer = await nearest({ near: NEAR_CITY_HALL, about });

    expect(answer.options.map(({ id, certainty }) => [id, certainty])).toEqual([
      ['online-renewal', 'likely'],
      ['appointment.city', 'sure'],
    ]);
    expect(ids(await nearest({ near: NEAR_CITY_HALL, about: { ...about, age: 'under-16' } }))).not.toContain(
      'online-renewal',
    );
  });

  it('keeps to the days and hours of the person, and knows another day at the usual hall', async () => {
    const when = { weekdays: [6], latestStart: '12:00' };

    const answer = await nearest({ near: NEAR_CITY_HALL, when, usualHall: 'city' });

    for (const option of answer.options.filter(({ kind }) => kind !== 'usual-hall')) {
      expect(['2026-11-28', '2026-12-05']).toContain(option.date);
      expect(option.start! <= '12:00').toBe(true);
    }
    expect(answer.options.find(({ kind }) => kind === 'usual-hall')).toMatchObject({
      hall: 'city',
      date: '2026-11-23',
      remarks: ['outside-your-days'],
    });
  });

  it('fits the whole party', async () => {
    await database.rows(sql`update slot set booked = capacity - held_back - 2 where city = '330100'`);
    await database.rows(sql`
      update slot set booked = 0 where city = '330100' and hall = 'binjiang' and date = '2026-11-25'`);

    const answer = await nearest({ near: NEAR_CITY_HALL, partySize: 4 });

    const seats = answer.options.filter(({ kind }) => kind === 'appointment');
    expect(seats.map(({ hall, date }) => [hall, date])).toEqual([['binjiang', '2026-11-25']]);
  });

  it('works without any place: a district instead, or nothing at all', async () => {
    const district = await nearest({ district: 'city' });
    expect(district.options[0]).toMatchObject({ id: 'appointment.city' });
    // A district is no place to measure from.
    expect(district.options[0]).not.toHaveProperty('travelMinutes');

    const nowhere = await nearest({});
    expect(nowhere.options[0]).toMatchObject({ kind: 'appointment' });
    expect(nowhere.options[0]?.travelMinutes).toBeUndefined();

    const unknown = await service.call('windows', 'nearest', { service: 'passport', district: 'atlantis' });
    expect(unknown).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', details: { field: 'district' } },
    });
  });

  it('believes the queue and the routing that it is given', async () => {
    await bookOutAll('2027-01-01');
    const room = createWindowsRoom({
      ...service.dependencies,
      routing: async (_from, to) => to.map(() => ({ metres: 5000, minutes: 20 })),
      waitEstimate: async () => new Map([['xihu', 25]]),
    });

    const reply = await callRoom(room, {
      operation: 'nearest',
      input: { service: 'passport', near: NEAR_CITY_HALL },
    });

    const { options } = (reply as { ok: true; data: Nearest }).data;
    expect(options.find(({ id }) => id === 'on-site-ticket.xihu')).toMatchObject({
      waitMinutes: 25,
      certainty: 'likely',
      travelMinutes: 20,
    });
  });
});

describe('the city as its citizens see it', () => {
  it('knows the kiosks, and only a queue that was reported lately', async () => {
    await database.rows(sql`
      update kiosk set queue = 4, queue_reported_at = ${new Date('2026-11-23T08:30:00+08:00')}
      where city = '330100' and kiosk = 'qiantang-hall'`);

    const kiosk = async () => (await city()).kiosks.find((each) => each.kiosk === 'qiantang-hall');

    expect(await kiosk()).toMatchObject({ hall: 'qiantang', confirmed: true, inService: true, queue: 4 });
    service.setNow('2026-11-23T09:31:00+08:00');
    expect((await kiosk())?.queue).toBeUndefined();
  });

  it('says why a hall is closed and when it opens again', async () => {
    service.setNow('2026-10-02T09:00:00+08:00');
    const { halls, kiosks } = await city();

    expect(halls[0]?.today).toMatchObject({ open: false, holiday: true, next: '2026-10-08' });
    expect(kiosks[0]?.today.open).toBe(false);
  });
});

describe('a seat for several services', () => {
  it('is one that offers them all', async () => {
    service.setNow('2026-11-27T18:00:00+08:00');
    const first = async (also: string[]) => {
      const reply = await service.call('slots', 'earliest', { service: 'passport', also, limit: 1 });
      return reply.ok ? (reply.data as OutputOf<Rooms['slots']['earliest']>).options[0]?.date : reply.error;
    };

    expect(await first([])).toBe('2026-11-28');
    expect(await first(['hkm-permit'])).toBe('2026-11-30');
  });
});

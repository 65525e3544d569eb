import type { DeskKiosk } from '../../contract/desk';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import { confirmKiosk } from '../../tests/support/verifiedPlaces';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { eraseOldData } from '../timers/eraseOldData';

type Nearest = OutputOf<Rooms['windows']['nearest']>;
type Kiosk = OutputOf<Rooms['windows']['city']>['kiosks'][number];

const NINE = '2026-11-24T09:00:00+08:00';
const KIOSK = 'qiantang-hall';
const hall = 'qiantang';
const later = (minutes: number) => new Date(Date.parse(NINE) + minutes * 60_000).toISOString();

let database: Database;
let service: Service;
let wang: Citizen;
let clerk: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  await confirmKiosk(database, KIOSK, 2);
  service = await openService(database, NINE);
});
beforeEach(async () => {
  await database.script('delete from kiosk_report; delete from attempt; delete from remembered_write;');
  await database.rows(sql`
    update kiosk set in_service = true, service_set_at = null, queue = null, queue_reported_at = null`);
  service.setNow(NINE);
  wang = await service.citizen('wang');
  clerk = await service.staff(`${hall}:clerk`);
});
afterAll(() => database.close());

async function ask<Data>(operation: string, input: object): Promise<Data> {
  const reply = await service.call('windows', operation, input);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data as Data;
}

const shown = async (): Promise<Kiosk> => {
  const { kiosks } = await ask<{ kiosks: Kiosk[] }>('city', {});
  return kiosks.find(({ kiosk }) => kiosk === KIOSK)!;
};

const offered = async () => {
  const about = { endorsement: 'L', cardPermit: true };
  const { options } = await ask<Nearest>('nearest', { service: 'hkm-endorsement', district: hall, about });
  return options.find(({ kiosk }) => kiosk === KIOSK);
};

const report = (citizen: Citizen, says: object, key?: string) =>
  citizen.code('windows', 'reportKiosk', { kiosk: KIOSK, ...says }, key);

describe('what citizens report of a kiosk', () => {
  it('is said with how many and when; it takes three to make it doubtful among the nearest ways', async () => {
    expect(await offered()).toMatchObject({ certainty: 'likely' });

    expect(await report(wang, { works: false })).toBe('OK');
    service.setNow(later(10));
    expect(await report(await service.citizen('li'), { works: false })).toBe('OK');

    expect((await shown()).reportedOut).toEqual({ people: 2, at: new Date(later(10)).toISOString() });
    expect(await offered()).toMatchObject({ certainty: 'likely', remarks: ['no-booking', 'reported-out'] });

    await report(await service.citizen('zhao'), { works: false });
    expect(await offered()).toMatchObject({ certainty: 'unsure', remarks: ['no-booking', 'reported-out'] });
  });

  it('counts a person once, whatever they send', async () => {
    await report(wang, { works: false });
    await report(wang, { works: false });
    await report(wang, { works: false }, 'the-same-key');
    await report(wang, { works: false }, 'the-same-key');

    expect((await shown()).reportedOut).toMatchObject({ people: 1 });
  });

  it('is believed for four hours, and no longer once somebody finds it working', async () => {
    await report(wang, { works: false });
    service.setNow(later(241));
    expect((await shown()).reportedOut).toBeUndefined();

    await report(wang, { works: false });
    service.setNow(later(242));
    await report(await service.citizen('li'), { works: true, queue: 4 });
    expect(await shown()).toMatchObject({ queue: 4 });
    expect((await shown()).reportedOut).toBeUndefined();
  });

  it('tells the queue, which weighs among the nearest ways for an hour', async () => {
    await report(wang, { works: true, queue: 4 });

    expect(await offered()).toMatchObject({ waitMinutes: 6 });
    service.setNow(later(61));
    expect((await shown()).queue).toBeUndefined();
  });

  it('is limited for each account, refused for a stranger, and for a kiosk that there is not', async () => {
    expect(await wang.code('windows', 'reportKiosk', { kiosk: 'nowhere', works: true })).toBe('NOT_FOUND');
    expect(await report(wang, { works: false, queue: 3 })).toBe('INVALID_INPUT');
    expect(await service.call('windows', 'reportKiosk', { kiosk: KIOSK, works: false })).toMatchObject({
      error: { code: 'NOT_SIGNED_IN' },
    });
    const codes: string[] = [];
    for (let times = 0; times < 12; times += 1) codes.push(await report(wang, { works: times % 2 === 0 }));

    expect(codes.filter((code) => code === 'OK')).toHaveLength(11);
    expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
    expect(await report(await service.citizen('li'), { works: true })).toBe('OK');
  });

  it('leaves an audit row, and is deleted when it is old', async () => {
    await report(wang, { works: false });
    const audited = await database.rows<{ subject: string; after: object }>(sql`
      select subject, after from audit_entry
      where city = ${city} and action = 'windows.reportKiosk' order by id desc limit 1`);
    expect(audited).toEqual([{ subject: `kiosk:${KIOSK}`, after: { works: false, queue: null } }]);

    await eraseOldData(service.dependencies, city, new Date('2026-12-24T09:00:00+08:00'));
    expect(await database.rows(sql`select 1 from kiosk_report`)).toEqual([]);
  });
});

describe('what staff say of a kiosk', () => {
  const set = (says: object) =>
    clerk.get<{ kiosk: DeskKiosk }>('desk', 'setKiosk', { hall, kiosk: KIOSK, ...says });

  it('takes it out of the ways to be served, and back', async () => {
    const { kiosk } = await set({ inService: false });
    expect(kiosk).toMatchObject({ inService: false, serviceSetAt: new Date(NINE).toISOString() });
    expect(await shown()).toMatchObject({ inService: false });
    expect(await offered()).toBeUndefined();

    await set({ inService: true, queue: 2 });
    expect(await shown()).toMatchObject({ inService: true, queue: 2 });
    expect(await offered()).toMatchObject({ certainty: 'likely', waitMinutes: 3 });
  });

  it('settles what was reported before, and not what is reported after', async () => {
    await report(wang, { works: false });
    service.setNow(later(5));
    const { kiosks } = await clerk.get<{ kiosks: DeskKiosk[] }>('desk', 'listKiosks', { hall });
    expect(kiosks).toMatchObject([{ kiosk: KIOSK, reportedOut: { people: 1 } }]);

    expect((await set({ inService: true })).kiosk.reportedOut).toBeUndefined();
    service.setNow(later(6));
    await report(await service.citizen('li'), { works: false });
    expect((await shown()).reportedOut).toMatchObject({ people: 1 });
  });

  it('is of their own hall, and leaves an audit row with before and after', async () => {
    const elsewhere = { hall, kiosk: 'xihu-hall', inService: false };
    expect(await clerk.code('desk', 'setKiosk', elsewhere)).toBe('NOT_FOUND');
    expect(await clerk.code('desk', 'setKiosk', { ...elsewhere, hall: 'xihu' })).toBe('NOT_ALLOWED');

    await set({ inService: false });
    const [entry] = await database.rows<{ before: object; after: object; actor: string }>(sql`
      select before, after, actor from audit_entry
      where city = ${city} and action = 'desk.setKiosk' order by id desc limit 1`);
    expect(entry).toMatchObject({ before: { inService: true }, after: { inService: false } });
    expect(entry?.actor).toMatch(/^staff:/);
  });
});

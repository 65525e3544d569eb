import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { city, openService, type Service } from '../../tests/support/service';
import { audit } from '../_database/audit';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { verifyAudit } from '../_database/verifyAudit';
import { chainAudit } from './chainAudit';

const MONDAY = new Date('2026-11-23T09:00:00+08:00');
const TUESDAY = new Date('2026-11-24T09:00:00+08:00');

let database: Database;
let service: Service;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY.toISOString());
});
beforeEach(() => tamper('delete from audit_link; delete from audit_day; delete from audit_entry'));
afterAll(() => database.close());

const write = (count: number, at: Date) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      audit(database, {
        city,
        at: new Date(at.getTime() + index),
        actor: 'system',
        action: 'test.write',
        subject: `thing:${index}`,
        after: { index, nested: 'text', zero: 0, nothing: null },
        requestId: 'request',
      }),
    ),
  );
const chain = (now: Date) => chainAudit(service.dependencies, city, now);
const problems = async () =>
  (await verifyAudit(database, service.dependencies.sealer.blind, city, TUESDAY)).problems;
const entries = () =>
  database.rows<{ id: string; sequence: number; day: string }>(sql`
    select entry_id as id, sequence, day from audit_link where city = ${city} order by day, sequence`);

/** What someone with the password of the database's owner could do. */
async function tamper(statement: string): Promise<void> {
  await database.script(
    'alter table audit_entry disable trigger all; alter table audit_link disable trigger all',
  );
  await database.script(statement);
  await database.script(
    'alter table audit_entry enable trigger all; alter table audit_link enable trigger all',
  );
}

it('links every entry once, day by day, bookings among them', async () => {
  const citizen = await service.citizen('chained');
  await citizen.get('reservations', 'make', {
    slot: 'city.appointment.2026-11-24.0900',
    people: [{ person: aPerson(1), services: ['passport'] }],
    phone: '13812345678',
  });
  await write(5, MONDAY);
  const first = await chain(MONDAY);
  await write(3, TUESDAY);

  expect(await chain(TUESDAY)).toBe(3);
  expect(await chain(TUESDAY)).toBe(0);
  expect((await entries()).length).toBe(first + 3);
  expect(await problems()).toEqual([]);
  const report = await verifyAudit(database, service.dependencies.sealer.blind, city, TUESDAY);
  expect(report).toMatchObject({ days: 2, entries: first + 3 });
});

it('refuses to change, delete or empty, whatever statement tries', async () => {
  await write(1, MONDAY);
  await chain(MONDAY);

  for (const statement of [
    "update audit_entry set actor = 'nobody'",
    'delete from audit_entry',
    'truncate audit_entry',
    "update audit_link set hash = ''",
    'delete from audit_link',
  ]) {
    await expect(database.script(statement)).rejects.toThrow(/append-only/);
  }
  expect(await problems()).toEqual([]);
});

describe('the verifier names', () => {
  beforeEach(async () => {
    await write(4, MONDAY);
    await chain(MONDAY);
    await write(4, new Date(TUESDAY.getTime() - 3_600_000));
    await chain(TUESDAY);
  });

  it.each([
    ['actor', "actor = 'citizen:somebody-else'"],
    ['time', "at = at - interval '1 second'"],
    ['facts', `after = after || '{"index": 99}'`],
    ['request', "request_id = 'another'"],
  ])('an entry whose %s was changed', async (_what, change) => {
    const [entry] = await entries();
    await tamper(`update audit_entry set ${change} where id = '${entry!.id}'`);

    expect(await problems()).toEqual([`${entry!.day} #1: entry ${entry!.id} was changed`]);
  });

  it('an entry that was taken out', async () => {
    const [, second] = await entries();
    await tamper(`delete from audit_entry where id = '${second!.id}'`);

    expect(await problems()).toEqual([`${second!.day} #2: entry ${second!.id} is missing`]);
  });

  it('an entry that was taken out together with its link', async () => {
    const [, second] = await entries();
    await tamper(`delete from audit_link where entry_id = '${second!.id}';
      delete from audit_entry where id = '${second!.id}'`);

    expect(await problems()).toEqual([expect.stringContaining('link #2 is missing')]);
  });

  it('the end of a day that was cut off', async () => {
    const last = (await entries()).filter(({ day }) => day === '2026-11-23').at(-1)!;
    await tamper(`delete from audit_link where entry_id = '${last.id}';
      delete from audit_entry where id = '${last.id}'`);

    expect(await problems()).toEqual([
      '2026-11-23: 1 links are missing at the end',
      '2026-11-23: the last link is not the head of the day',
    ]);
  });

  it('a day that was cut off together with its head, because the next day remembers it', async () => {
    const last = (await entries()).filter(({ day }) => day === '2026-11-23').at(-1)!;
    await tamper(`delete from audit_link where entry_id = '${last.id}';
      delete from audit_entry where id = '${last.id}';
      update audit_day set entries = entries - 1, head = (select hash from audit_link
        where day = '2026-11-23' order by sequence desc limit 1) where day = '2026-11-23'`);

    expect(await problems()).toEqual(['2026-11-23: has become shorter']);
  });

  it('a day that vanished', async () => {
    await tamper(`delete from audit_entry where id in (select entry_id from audit_link where day = '2026-11-23');
      delete from audit_link where day = '2026-11-23'; delete from audit_day where day = '2026-11-23'`);

    expect(await problems()).toEqual(['2026-11-23: the day is missing']);
  });

  it('an entry that was slipped in, and one whose links were forged without the key', async () => {
    await tamper(`insert into audit_entry (city, id, at, actor, action, subject, request_id)
      select city, gen_random_uuid(), '2026-11-20T00:00:00Z', actor, 'test.forged', subject, request_id
      from audit_entry limit 1`);
    expect(await problems()).toEqual([expect.stringMatching(/was never linked$/)]);

    const [first] = await entries();
    await tamper(`update audit_link set hash = 'forged' where entry_id = '${first!.id}'`);
    expect((await problems()).some((problem) => problem.includes('was changed'))).toBe(true);
  });
});

it('is read by supervisors on the phone, by subject and page, and by nobody else', async () => {
  await write(5, MONDAY);
  await chain(MONDAY);
  const signIn = async (code: string) => {
    const reply = await service.call('identity', 'signIn', { channel: 'web', code });
    return { token: (reply as { data: { token: string } }).data.token };
  };

  const page = await service.call('oversight', 'listAudit', { limit: 2 }, await signIn('demo-staff:*'));
  expect(page).toMatchObject({ data: { hasMore: true } });
  expect((page as { data: { entries: unknown[] } }).data.entries).toHaveLength(2);
  const one = await service.call(
    'oversight',
    'listAudit',
    { subject: 'thing:3' },
    await signIn('demo-staff:*'),
  );
  expect(one).toMatchObject({ data: { entries: [{ subject: 'thing:3', chained: true }], hasMore: false } });
  expect(await service.call('oversight', 'listAudit', {}, await signIn('demo-staff:xihu'))).toMatchObject({
    error: { code: 'NOT_ALLOWED' },
  });
});

import type { z } from 'zod';
import type { guideAnswer } from '../../contract/guide';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';

type Answer = z.output<typeof guideAnswer>;

let database: Database;
let service: Service;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, '2026-11-24T09:00:00+08:00');
});
beforeEach(() => service.setNow('2026-11-24T09:00:00+08:00'));
afterAll(() => database.close());

const first = {
  document: 'passport',
  purpose: 'first',
  age: 'adult',
  residence: 'hangzhou',
  standing: 'none',
  travel: 'soon',
  reason: 'urgent',
};

async function ask(answers: Record<string, string>): Promise<Answer> {
  const reply = await service.call('guide', 'answer', { answers });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data as Answer;
}

it('tells a stranger what to pay, what to bring and by when it is ready on each lane', async () => {
  const answer = await ask(first);

  expect(answer).toMatchObject({ way: { kind: 'hall' }, service: 'passport' });
  expect(answer.fees[0]?.yuan).toBe(120);
  expect(answer.materials.map(({ occasion }) => occasion)).toEqual([undefined, undefined, undefined]);
  expect(answer.reminders).toHaveLength(2);
  const lanes = Object.fromEntries(answer.lanes.map(({ lane, promise }) => [lane, promise]));
  expect(lanes['walk-in']).toEqual({
    acceptedOn: '2026-11-24',
    promisedOn: '2026-12-03',
    provisional: false,
  });
  expect(lanes.urgent).toEqual({ acceptedOn: '2026-11-24', promisedOn: '2026-12-01', provisional: false });
});

it('counts from the next day when the halls have closed, and from Monday after a Saturday', async () => {
  const acceptedOn = async (instant: string) => {
    service.setNow(instant);
    const { lanes } = await ask(first);
    return lanes.find(({ lane }) => lane === 'walk-in')?.promise?.acceptedOn;
  };

  expect(await acceptedOn('2026-11-24T16:59:00+08:00')).toBe('2026-11-24');
  expect(await acceptedOn('2026-11-24T17:00:00+08:00')).toBe('2026-11-25');
  expect(await acceptedOn('2026-11-29T09:00:00+08:00')).toBe('2026-11-30');
});

it('says "about" when the promise reaches past the last official notice', async () => {
  service.setNow('2026-12-29T09:00:00+08:00');

  const { lanes } = await ask(first);

  expect(lanes.find(({ lane }) => lane === 'walk-in')?.promise).toEqual({
    acceptedOn: '2026-12-29',
    promisedOn: '2027-01-08',
    provisional: true,
  });
});

it('promises nothing on a lane that is full, and says when its next seats open', async () => {
  await database.rows(sql`
    update slot set booked = capacity - held_back where lane = 'appointment' and city = '330100'`);

  const { lanes } = await ask(first);
  await database.rows(sql`update slot set booked = 0 where lane = 'appointment' and city = '330100'`);

  const appointment = lanes.find(({ lane }) => lane === 'appointment');
  expect(appointment?.promise).toBeUndefined();
  expect(appointment?.opensAt).toBe('2026-11-25T00:00:00.000Z');
});

it('offers the kiosk first and no lane where nobody has to come', async () => {
  const kiosk = await ask({
    document: 'hkm-endorsement',
    endorsement: 'group',
    card: 'yes',
    age: 'adult',
    residence: 'outside',
    standing: 'none',
    travel: 'later',
  });
  const online = await ask({
    ...first,
    purpose: 'renew',
    earlier: 'yes',
  });

  expect(kiosk.way.kind).toBe('kiosk');
  expect(online).toMatchObject({ way: { kind: 'online' }, lanes: [] });
});

it('says where it is done online', async () => {
  const online = await ask({ ...first, purpose: 'renew', earlier: 'yes' });

  expect(online.way.address).toBe('s.nia.gov.cn');
});

it('says what to know before applying by destination, and what to check first, without sources', async () => {
  const reply = await service.call('guide', 'listDestinations', {});

  expect(reply).toMatchObject({
    data: {
      destinations: [
        { id: 'hkm', services: ['hkm-permit', 'hkm-endorsement'] },
        { id: 'tw' },
        { id: 'abroad', services: ['passport'] },
      ],
      reminders: [expect.anything(), expect.anything()],
    },
  });
  expect(JSON.stringify(reply)).not.toContain('http');
});

it('names the question that is still open', async () => {
  expect(await service.call('guide', 'answer', { answers: { document: 'passport' } })).toMatchObject({
    error: { code: 'INVALID_INPUT', details: { field: 'answers.purpose' } },
  });
});

it('hands over all questions at once, without sources', async () => {
  const reply = await service.call('guide', 'questions', {});

  expect(reply).toMatchObject({ ok: true });
  expect(JSON.stringify(reply)).not.toContain('http');
});

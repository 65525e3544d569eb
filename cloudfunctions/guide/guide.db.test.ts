import type { z } from 'zod';
import type { guideAnswer } from '../../contract/guide';
import { hangzhou } from '../../data/hangzhou/city';
import { everyPath } from '../../domain/guide/guideQuestions';
import { knownFrom, materialsOf } from '../../domain/guide/materials';
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
  to: 'abroad',
  old: 'none',
  residence: 'hangzhou',
  standing: 'none',
  age: 'adult',
  travel: 'soon',
  reason: 'urgent',
};
const { reason: _reason, ...calm } = { ...first, travel: 'later' };
const online = { ...calm, old: 'ending', valid: 'yes', fingerprints: 'yes' };

async function ask(answers: Record<string, string>): Promise<Answer> {
  const reply = await service.call('guide', 'answer', { answers });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data as Answer;
}

it('tells a stranger what to pay, what to bring and by when it is ready on each lane', async () => {
  const answer = await ask(first);

  expect(answer).toMatchObject({ way: { kind: 'hall' }, service: 'passport' });
  expect(answer.fees[0]?.yuan).toBe(120);
  expect(answer.materials).toEqual([
    { item: expect.objectContaining({ zh: expect.stringContaining('居民身份证') }) },
    { item: expect.objectContaining({ zh: expect.stringContaining('证件照') }) },
    { item: expect.objectContaining({ zh: expect.stringContaining('申请表') }) },
  ]);
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

it('names the kiosk and the internet first, with the hall beside them', async () => {
  const kiosk = await ask({
    to: 'hkm',
    old: 'valid',
    endorsement: 'group',
    residence: 'outside',
    standing: 'none',
    age: 'adult',
    travel: 'later',
  });
  const renewal = await ask(online);

  expect(kiosk.way.kind).toBe('kiosk');
  expect(renewal.way.kind).toBe('online');
  for (const { lanes } of [kiosk, renewal])
    expect(lanes.map(({ id, beforeWay }) => [id, beforeWay])).toEqual([
      ['appointment', false],
      ['walk-in', false],
    ]);
});

it.each([
  ['a funeral in four days', { travel: 'soon', reason: 'urgent' }, 'urgent'],
  ['a company that sends somebody', { travel: 'soon', reason: 'company' }, 'enterprise'],
  ['sixty years', { age: 'elder' }, 'green'],
])('does not send %s online first, who could renew there', async (_who, also, lane) => {
  const { way, lanes } = await ask({ ...online, ...also });

  expect(way.kind).toBe('online');
  expect(lanes.find(({ id }) => id === lane)).toMatchObject({ beforeWay: true });
  expect(lanes.filter(({ beforeWay }) => beforeWay)).toHaveLength(1);
});

it('brings a condition that no answer settles to the phone, in both languages', async () => {
  const { materials } = await ask({
    to: 'hkm',
    old: 'valid',
    endorsement: 'family',
    residence: 'hangzhou',
    standing: 'unsure',
    age: 'child',
    companion: 'guardian',
    travel: 'later',
  });

  const conditions = materials.flatMap(({ when }) => when ?? []);
  expect(conditions).toContainEqual({ zh: '探亲签注（T），亲属在港澳定居', en: expect.any(String) });
  const papers = materials.map(({ item }) => item.zh).join();
  expect(papers).toMatch(/户口簿.*监护证明.*同意办理的函.*亲属关系证明/);
  expect(papers).not.toMatch(/委托书|营业执照/);
});

it('answers paths from all over the table with every paper and condition of the data', async () => {
  const paths = everyPath(hangzhou.guide.questions);
  const stride = Math.floor(paths.length / 150);
  for (const path of paths.filter((_path, index) => index % stride === 0)) {
    const answer = await ask({ ...path });
    const facts = hangzhou.services.services.find((each) => each.service === answer.service);
    const expected = materialsOf(facts?.materials ?? [], [knownFrom(path)]).map(({ material, sure }) =>
      sure ? { item: material.item } : { item: material.item, when: material.when },
    );
    expect([path, answer.materials]).toEqual([path, expected]);
    expect([path, answer.lanes.length > 0]).toEqual([
      path,
      answer.way.kind === 'ask' || answer.way.kind === 'elsewhere' ? expect.any(Boolean) : true,
    ]);
  }
});

it('handles no errand of a foreigner, and says so', async () => {
  const answer = await ask({ to: 'foreigner' });

  expect(answer).toMatchObject({ way: { kind: 'elsewhere' }, fees: [], materials: [], lanes: [] });
  expect(answer.service).toBeUndefined();
  expect(answer.way.text.en).toMatch(/visas and residence permits/i);
});

it('says where it is done online', async () => {
  expect((await ask(online)).way.address).toBe('s.nia.gov.cn');
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
  expect(await service.call('guide', 'answer', { answers: { to: 'abroad' } })).toMatchObject({
    error: { code: 'INVALID_INPUT', details: { field: 'answers.old' } },
  });
});

it('hands over all questions at once, without sources', async () => {
  const reply = await service.call('guide', 'questions', {});

  expect(reply).toMatchObject({ ok: true });
  expect(JSON.stringify(reply)).not.toContain('http');
});

it('names the cities whose households renew online from the data, and leaves no gap in a text', async () => {
  const reply = await service.call('guide', 'questions', {});

  expect(JSON.stringify(reply)).not.toMatch(/\{\w+\}/);
  expect(reply).toMatchObject({
    data: {
      questions: expect.arrayContaining([
        expect.objectContaining({
          id: 'pilot',
          hint: {
            zh: expect.stringMatching(/上海、南京、杭州、宁波、合肥/),
            en: expect.stringMatching(/Ningbo, Hefei/),
          },
        }),
      ]),
    },
  });
});

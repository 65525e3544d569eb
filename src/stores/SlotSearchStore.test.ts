import fc from 'fast-check';
import { services } from '../../domain/service';
import { answeringApi, memoryStorage, type Sent } from '../../tests/support/fakePhone';
import { ApiError } from '../api/ApiError';
import { CityStore } from './CityStore';
import { SlotSearchStore } from './SlotSearchStore';

const clock = () => 0;
const TODAY = '2026-11-23';
const city = { today: TODAY, rules: { horizonDays: 14 }, halls: [], services: [] };

interface SearchInput {
  readonly service: string;
  readonly partySize: number;
  readonly from: string;
  readonly to: string;
}

const student = { kind: 'student', lane: 'student', services: ['passport'], halls: ['xihu'] };
const announced = [
  { ...student, date: '2026-12-20', open: 0, opensAt: '2026-11-24T02:00:00.000Z' },
  { ...student, date: '2026-12-21', open: 0 },
  { ...student, date: '2026-12-21', open: 3, halls: ['city'] },
  { ...student, date: '2026-12-22', open: 9, services: ['tw-permit'] },
  { ...student, kind: 'overtime', lane: 'appointment', date: '2026-11-28', open: 9 },
];

type Day = { date: string; open: number; capacity: number; provisional: boolean; opensAt?: string };

/** Answers as the service would, with the question written into the hall's name so that it can be told apart. */
function searchAnswer({ operation, input }: Sent, days: readonly Day[]): unknown {
  if (operation === 'city') return city;
  const { service, partySize, from, to } = input as SearchInput;
  if (operation === 'listAnnounced') return { sessions: announced, asOf: '2026-11-23T01:00:00.000Z' };
  if (operation === 'earliest') return { options: [{ hall: `${service}-${partySize}` }], asOf: '' };
  const asked = days.filter(({ date }) => date >= from && date <= to).map((day) => ({ ...day, slots: [] }));
  return { halls: [{ hall: `${service}-${partySize}`, days: asked }], asOf: '' };
}

const twoDays: readonly Day[] = [
  { date: '2026-11-24', open: 5, capacity: 10, provisional: false },
  { date: '2026-11-25', open: 5, capacity: 10, provisional: false },
];

function storeWith(answer: (sent: Sent) => unknown, kept: Record<string, unknown> = {}) {
  const { api, sent } = answeringApi(answer);
  const { storage, kept: onPhone } = memoryStorage(kept);
  const cityStore = new CityStore(api, { clock });
  return { store: new SlotSearchStore(api, cityStore, storage, clock), sent, onPhone };
}

describe('searching', () => {
  it('shows the answer to the last search, however late the earlier ones come', async () => {
    const question = fc.record({
      service: fc.constantFrom(...services),
      partySize: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(question, { minLength: 1, maxLength: 4 }),
        async (s, questions) => {
          const { store } = storeWith((sent) =>
            s.schedule(Promise.resolve(searchAnswer(sent, twoDays)), sent.operation),
          );
          const searches: Promise<void>[] = [];
          store.chooseDate('2026-11-25');

          const { task } = s.scheduleSequence(
            questions.map(({ service, partySize }, index) => ({
              label: `search ${index}`,
              builder: async () => {
                store.chooseService(service);
                store.choosePartySize(partySize);
                searches.push(store.loadDays({ forget: true }), store.loadEarliest({ forget: true }));
              },
            })),
          );
          await s.waitFor(task.then(() => Promise.all(searches)));

          const last = questions.at(-1)!;
          const expected = `${last.service}-${last.partySize}`;
          expect(store.days.value?.halls[0]?.hall).toBe(expected);
          expect(store.day.value?.halls[0]?.hall).toBe(expected);
          expect(store.earliest.value?.[0]?.hall).toBe(expected);
          // The chosen day has room in every answer, so nothing may move it.
          expect(store.date).toBe('2026-11-25');
        },
      ),
      { numRuns: 100 },
    );
  });

  it('waits for the city, which two screens that open together load once', async () => {
    const { store, sent } = storeWith((sent) => searchAnswer(sent, twoDays));

    await Promise.all([store.loadDays(), store.loadDays()]);

    expect(sent.filter(({ operation }) => operation === 'city')).toHaveLength(1);
    expect(store.days).toMatchObject({ error: undefined, loading: false });
    expect(store.date).toBe('2026-11-24');
  });

  it('says why when the city cannot be had, and asks for it again', async () => {
    let tries = 0;
    const { store } = storeWith((sent) => {
      tries += 1;
      if (tries === 1) throw new ApiError('TRY_AGAIN', { offline: true });
      return searchAnswer(sent, twoDays);
    });

    await store.loadDays();
    expect(store.days.error).toMatchObject({ code: 'TRY_AGAIN', offline: true });
    await store.loadDays();
    expect(store.days.error).toBeUndefined();
    expect(store.date).toBe('2026-11-24');
  });

  it('chooses the first day with room when none is chosen, and leaves a chosen one that has room', async () => {
    const { store } = storeWith((sent) => searchAnswer(sent, [{ ...twoDays[0]!, open: 0 }, twoDays[1]!]));

    await store.loadDays();
    expect(store.date).toBe('2026-11-25');
    store.chooseDate('2026-11-24');
    await store.loadDays();
    expect(store.date).toBe('2026-11-25');
  });

  it('says how full each day is', async () => {
    const days: Day[] = [
      { date: '2026-11-23', open: 0, capacity: 0, provisional: false },
      { date: '2026-11-24', open: 0, capacity: 10, provisional: false },
      { date: '2026-11-25', open: 1, capacity: 10, provisional: false },
      { date: '2026-11-26', open: 9, capacity: 10, provisional: true },
      { date: '2026-12-08', open: 0, capacity: 10, provisional: false, opensAt: '2026-11-24T00:00:00.000Z' },
    ];
    const { store } = storeWith((sent) => searchAnswer(sent, days));

    await store.loadDays();

    const levels = Object.fromEntries(store.calendar.map(({ date, level }) => [date, level]));
    expect(levels).toMatchObject({
      '2026-11-23': 'over',
      '2026-11-24': 'full',
      '2026-11-25': 'few',
      '2026-11-26': 'open',
      '2026-11-27': 'closed',
      '2026-12-08': 'soon',
    });
    expect(store.calendar).toHaveLength(16);
    expect(store.calendar.find(({ provisional }) => provisional)?.date).toBe('2026-11-26');
  });

  it('shows the days of student sessions for the service, also beyond the horizon, and chooses one with seats', async () => {
    const { store, sent } = storeWith((sent) => searchAnswer(sent, twoDays));
    store.chooseLane('student');

    await store.loadDays();

    expect(store.studentDays).toMatchObject([
      { date: '2026-12-20', level: 'soon', opensAt: '2026-11-24T02:00:00.000Z' },
      { date: '2026-12-21', level: 'open', open: 3 },
    ]);
    expect(store.date).toBe('2026-12-21');
    expect(sent.at(-1)?.input).toMatchObject({ lane: 'student', from: '2026-12-21', to: '2026-12-21' });
    store.chooseHall('xihu');
    expect(store.studentDays.map(({ level }) => level)).toEqual(['soon', 'full']);
  });

  it('stays on a day that opens soon, and reads the service’s clock from its answer', async () => {
    const { store } = storeWith((sent) => searchAnswer(sent, twoDays));
    store.chooseLane('student');
    store.chooseDate('2026-12-20');

    await store.loadDays();

    expect(store.date).toBe('2026-12-20');
    await store.loadAnnounced();
    store.day.forget();
    expect(store.clockAhead).toBe(Date.parse('2026-11-23T01:00:00.000Z'));
  });

  it('remembers service and party on the phone, and nothing else', () => {
    const { store, onPhone } = storeWith(() => undefined);
    store.chooseService('tw-permit');
    store.choosePartySize(3);
    store.chooseHall('xihu');

    expect(Object.fromEntries(onPhone)).toEqual({ 'last-search': { service: 'tw-permit', partySize: 3 } });
    const { store: next } = storeWith(() => undefined, Object.fromEntries(onPhone));
    expect(next).toMatchObject({ service: 'tw-permit', partySize: 3, hall: undefined });
  });
});

describe('a day whose last seats were taken a moment ago', () => {
  const slot = (open: number, opensAt?: string) => ({
    id: 'xihu.appointment.2026-11-24.0900',
    start: '09:00',
    end: '09:30',
    open,
    ...(opensAt === undefined ? {} : { opensAt }),
  });

  it.each([
    ['no slot has a seat', [slot(0), slot(0)], true],
    ['one slot has a seat', [slot(0), slot(1)], false],
    ['a slot opens later', [slot(0), slot(0, '2026-11-24T02:00:00.000Z')], false],
    ['there are no slots', [], false],
  ])(
    'is sold out by what the day itself says, whatever the calendar shows: %s',
    async (_what, slots, soldOut) => {
      const { store } = storeWith((sent) => {
        const answer = searchAnswer(sent, twoDays) as { halls?: { days: { date: string }[] }[] };
        const { from, to } = sent.input as SearchInput;
        // The calendar still counts five seats; the day, asked for a moment later, knows better.
        const isDay = sent.operation === 'search' && from === to;
        if (isDay) answer.halls = [{ days: [{ ...twoDays[0]!, open: 0, slots } as never] }];
        return answer;
      });
      await store.loadDays();
      store.chooseDate('2026-11-24');
      await store.loadDay();
      expect(store.calendar.find(({ date }) => date === '2026-11-24')?.level).not.toBe('full');
      expect(store.isDaySoldOut).toBe(soldOut);
    },
  );
});

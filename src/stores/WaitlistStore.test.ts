import type { WaitlistEntry } from '../../contract/waitlist';
import { answeringApi, memoryStorage, type Sent } from '../../tests/support/fakePhone';
import { ApiError } from '../api/ApiError';
import { BookingStore } from './BookingStore';
import { CityStore } from './CityStore';
import { PeopleStore } from './PeopleStore';
import { WaitlistStore } from './WaitlistStore';

const city = {
  today: '2026-11-23',
  rules: { horizonDays: 14, release: '08:00', waitlistCloses: '23:00', offerHoldMinutes: 30 },
  halls: [
    { hall: 'xihu', mode: 'dual-track' },
    { hall: 'city', mode: 'dual-track' },
    { hall: 'fuyang', mode: 'serve-on-arrival' },
  ],
  services: [],
};
const wang = { id: 'wang', name: '王*明', phone: '138****5678', needsGuardian: false, mayBeGuardian: true };

const entry = (changes: Partial<WaitlistEntry>) =>
  ({ id: 'e1', status: 'waiting', ...changes }) as WaitlistEntry;

async function storeAt(
  now: string,
  answer: (sent: Sent) => unknown = () => ({ entry: entry({ position: 3 }) }),
) {
  const { api, sent } = answeringApi((asked) => {
    if (asked.operation === 'city') return city;
    return asked.operation === 'listPeople' ? { people: [wang] } : answer(asked);
  });
  const clock = () => Date.parse(now);
  const { storage } = memoryStorage({});
  const cityStore = new CityStore(api, { clock });
  const people = new PeopleStore(api, clock);
  const booking = new BookingStore({ api, people, storage, clock });
  await Promise.all([cityStore.load(), people.load()]);
  booking.begin('', 'passport');
  return { store: new WaitlistStore({ api, city: cityStore, booking, clock }), sent };
}

describe('what can be waited for', () => {
  it.each([
    ['by day', '2026-11-23T09:00:00+08:00', { from: '2026-11-24', to: '2026-12-07' }],
    ['before the release', '2026-11-23T07:59:59+08:00', { from: '2026-11-24', to: '2026-12-06' }],
    [
      "after tomorrow's list has closed",
      '2026-11-23T23:00:00+08:00',
      { from: '2026-11-25', to: '2026-12-07' },
    ],
  ])('%s are the days with an open list', async (_case, now, days) => {
    const { store } = await storeAt(now);
    store.begin({ service: 'passport' });
    expect(store.days).toEqual(days);
    expect(store.halls).toEqual(['xihu', 'city']);
  });

  it('is never today, nor tomorrow once its list has closed', async () => {
    const { store } = await storeAt('2026-11-23T23:00:00+08:00');
    store.begin({ service: 'passport', hall: 'xihu', date: '2026-11-24' });
    expect(store.days).toBeUndefined();
    expect(await store.join()).toBeNull();
    store.chooseAnyDay(true);
    expect(store.days?.from).toBe('2026-11-25');
  });
});

it('is open for later days whatever the clock of the phone says', async () => {
  const { store } = await storeAt('2026-12-23T09:00:00+08:00');
  store.begin({ service: 'passport', date: '2026-11-25' });
  expect(store.days).toEqual({ from: '2026-11-25', to: '2026-11-25' });
});

describe('joining', () => {
  it('sends what was found full, for the party of the booking', async () => {
    const { store, sent } = await storeAt('2026-11-23T09:00:00+08:00');
    store.begin({ service: 'passport', hall: 'xihu', date: '2026-11-26' });
    store.choosePart('morning');
    store.chooseAutomatic(false);

    expect((await store.join())?.position).toBe(3);

    expect(sent.at(-1)).toMatchObject({
      operation: 'joinWaitlist',
      input: {
        service: 'passport',
        halls: ['xihu'],
        from: '2026-11-26',
        to: '2026-11-26',
        latestStart: '11:59',
        automatic: false,
        people: [{ person: { id: 'wang' }, services: ['passport'] }],
      },
    });
    expect(store.live).toHaveLength(1);
  });

  it('keeps the reason of a refusal until the next try', async () => {
    const { store } = await storeAt('2026-11-23T09:00:00+08:00', () => {
      throw new ApiError('ALREADY_WAITING');
    });
    store.begin({ service: 'passport' });
    expect(await store.join()).toBeNull();
    expect(store.error?.code).toBe('ALREADY_WAITING');
    expect(store.busy).toBe(false);
    store.begin({ service: 'passport' });
    expect(store.error).toBeUndefined();
  });
});

describe('my places', () => {
  it('are offers, places in line and what ended lately; a booked one is shown as the visit', async () => {
    const offer = { slot: 's', heldUntil: '' } as unknown as NonNullable<WaitlistEntry['offer']>;
    const entries = [
      entry({ id: 'offered', status: 'offered', offer }),
      entry({ id: 'waiting' }),
      entry({ id: 'booked', status: 'booked' }),
      entry({ id: 'lapsed', status: 'lapsed' }),
    ];
    const { store } = await storeAt('2026-11-23T09:00:00+08:00', ({ operation }) =>
      operation === 'myWaitlist' ? { entries } : { entry: entry({ id: 'offered', status: 'booked' }) },
    );
    await store.loadMine();
    expect(store.offers.map(({ id }) => id)).toEqual(['offered']);
    expect(store.waiting.map(({ id }) => id)).toEqual(['waiting']);
    expect(store.ended.map(({ id }) => id)).toEqual(['lapsed']);

    await store.accept('offered', 's');
    expect(store.offers).toEqual([]);
  });
});

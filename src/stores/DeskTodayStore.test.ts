import { answeringApi, memoryStorage, type Sent } from '../../tests/support/fakePhone';
import { ApiError } from '../api/ApiError';
import { DeskCapacityStore } from './DeskCapacityStore';
import { DeskNumbersStore } from './DeskNumbersStore';
import { DeskSessionStore } from './DeskSessionStore';
import { DeskTodayStore } from './DeskTodayStore';

const clock = () => Date.parse('2026-11-24T10:00:00+08:00');

function aHall(answer: (sent: Sent) => unknown) {
  const { storage } = memoryStorage({
    'desk-session': {
      role: 'lead',
      hall: 'xihu',
      account: 'me',
      token: 't',
      refreshToken: 'r',
      expiresAt: 0,
    },
  });
  const { api, sent } = answeringApi(answer);
  const session = new DeskSessionStore({
    api,
    platform: { demoStaff: undefined, tabs: undefined },
    storage,
    clock,
  });
  return { api, sent, session, clock };
}

const entry = { ticket: 't1', number: 'A001', status: 'waiting' };
const day = { date: '2026-11-24', counts: {}, entries: [entry], entranceCode: 'c', role: 'lead', asOf: '' };

describe('today', () => {
  it('keeps the counts and drops the people when another list is chosen', async () => {
    const hall = aHall(() => day);
    const store = new DeskTodayStore(hall);
    await store.load();
    expect(store.today.value?.entries).toHaveLength(1);

    const chosen = store.choose('missed');
    expect(store.today.value).toMatchObject({ counts: {}, entries: [] });
    await chosen;
    expect(hall.sent.map(({ input }) => (input as { show: string }).show)).toEqual(['coming', 'missed']);
  });

  it('checks in once for two taps, shows the number, and clears the search', async () => {
    const hall = aHall(({ operation }) => (operation === 'checkIn' ? { entry } : day));
    const store = new DeskTodayStore(hall);
    store.write('K7M3');
    await Promise.all([store.checkIn({ pass: 'p'.repeat(8) }), store.checkIn({ pass: 'p'.repeat(8) })]);

    expect(hall.sent.filter(({ operation }) => operation === 'checkIn')).toHaveLength(1);
    expect(store.given?.number).toBe('A001');
    expect(store.text).toBe('');
  });

  it('hands a refusal on, and can be used again', async () => {
    const store = new DeskTodayStore(
      aHall(() => {
        throw new ApiError('PASS_INVALID');
      }),
    );
    await expect(store.checkIn({ code: 'K7M3' })).rejects.toMatchObject({ code: 'PASS_INVALID' });
    expect(store.busy).toBe(false);
    expect(store.given).toBeUndefined();
  });
});

describe('capacity', () => {
  const affected = [{ reservation: 'r', code: 'K7M3', name: '王*', seats: 1, slot: 's', offer: 'o' }];

  it('shows whom a change touches before it makes exactly that change', async () => {
    const hall = aHall(({ operation, input }) => {
      if (operation === 'capacity') return { sessions: [] };
      return { applied: (input as { apply: boolean }).apply, affected };
    });
    const store = new DeskCapacityStore(hall);
    await store.show('appointment', '2026-11-25');
    await store.apply();
    expect(hall.sent.map(({ operation }) => operation)).toEqual(['capacity']);

    await store.preview({ kind: 'seats', from: '09:00', to: '10:00', seats: 1, windows: 2 });
    expect(store.cut).toEqual({ applied: false, affected });
    await store.apply();

    const change = { hall: 'xihu', lane: 'appointment', date: '2026-11-25', from: '09:00', to: '10:00' };
    const cuts = hall.sent.filter(({ operation }) => operation === 'setCapacity').map(({ input }) => input);
    expect(cuts).toEqual([
      { ...change, seats: 1, windows: 2, apply: false },
      { ...change, seats: 1, windows: 2, apply: true },
    ]);
    expect(store.cut).toEqual({ applied: true, affected });
    await store.apply();
    expect(hall.sent.filter(({ operation }) => operation === 'setCapacity')).toHaveLength(2);
  });

  it('keeps what was shown when a retry of the same change tells nobody again', async () => {
    const hall = aHall(({ operation, input }) => {
      if (operation === 'capacity') return { sessions: [] };
      const { apply } = input as { apply: boolean };
      return { applied: apply, affected: apply ? [] : affected };
    });
    const store = new DeskCapacityStore(hall);
    await store.show('appointment', '2026-11-25');
    await store.preview({ kind: 'close', at: '16:00' });
    await store.apply();
    expect(store.cut).toEqual({ applied: true, affected });
  });

  it('asks anew when the numbers were changed after the question', async () => {
    const hall = aHall(() => ({ applied: false, affected: [] }));
    const store = new DeskCapacityStore(hall);
    await store.preview({ kind: 'close', at: '16:00' });
    store.reconsider();
    expect(store.cut).toBeUndefined();
    await store.apply();
    expect(hall.sent).toHaveLength(1);
  });
});

describe('numbers', () => {
  const counts = { people: 2, tickets: 2, served: 1, accepted: 1, waiting: 0, missed: 1 };
  const line = (date: string, service: string, averageWaitMinutes?: number) => ({
    ...counts,
    date,
    lane: 'walk-in',
    service,
    ...(averageWaitMinutes === undefined ? {} : { averageWaitMinutes }),
  });
  const lines = [
    line('2026-11-23', 'passport', 10),
    line('2026-11-24', 'passport', 20),
    line('2026-11-24', 'hkm-permit'),
  ];

  it('add up by day and by line, and are handed over as a file with its days in the name', async () => {
    const hall = aHall(() => ({ total: counts, lines, csv: '\uFEFFhall,date\r\n' }));
    const given: { name: string; text: string }[] = [];
    const platform = {
      async giveText(file: { name: string; text: string }) {
        given.push(file);
        return 'copied' as const;
      },
    };
    const store = new DeskNumbersStore({ ...hall, platform });
    expect(await store.giveCsv()).toBe('failed');
    await store.show('week', '2026-11-24');

    expect(hall.sent.at(-1)?.input).toEqual({ hall: 'xihu', from: '2026-11-18', to: '2026-11-24' });
    expect(store.days).toEqual([
      { date: '2026-11-24', people: 4, served: 2, accepted: 2, missed: 2 },
      { date: '2026-11-23', people: 2, served: 1, accepted: 1, missed: 1 },
    ]);
    expect(store.sumByLine(store.numbers.value!.lines)).toMatchObject([
      { service: 'passport', people: 4, served: 2, averageWaitMinutes: 15 },
      { service: 'hkm-permit', people: 2 },
    ]);
    expect(await store.giveCsv()).toBe('copied');
    expect(given).toEqual([{ name: 'xihu-2026-11-18-2026-11-24.csv', text: '\uFEFFhall,date\r\n' }]);
  });
});

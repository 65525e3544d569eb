import { answeringApi, type Sent } from '../../tests/support/fakePhone';
import { DeskCapacityStore } from './DeskCapacityStore';
import type { DeskSessionStore } from './DeskSessionStore';

const hours = [{ from: '09:00', to: '17:00' }];

/** A hall that closes early until that is taken back. */
function storeAt(closes: string | undefined) {
  let closesAt = closes;
  const { api, sent } = answeringApi(({ operation, input }: Sent) => {
    if (operation === 'reopen') closesAt = undefined;
    if (operation === 'closeEarly') closesAt = (input as { at: string }).at;
    if (operation !== 'capacity') return { applied: true, affected: [] };
    return { sessions: [], hours, ...(closesAt === undefined ? {} : { closesAt }) };
  });
  const session = { hall: 'xihu' } as DeskSessionStore;
  return { store: new DeskCapacityStore({ api, session, clock: () => 0 }), sent };
}

it('shows the day anew once an early closing was taken back', async () => {
  const { store, sent } = storeAt('15:00');
  await store.load('2026-11-25');
  expect(store.day.value?.closesAt).toBe('15:00');

  expect(await store.reopen()).toBe(true);

  expect(store.day.value).toEqual({ sessions: [], hours });
  expect(sent.filter(({ operation }) => operation === 'reopen').map(({ input }) => input)).toEqual([
    { hall: 'xihu', date: '2026-11-25' },
  ]);
});

it('applies exactly what was shown: the same hour, days and lanes', async () => {
  const { store, sent } = storeAt(undefined);
  await store.load('2026-11-25');
  const close = { kind: 'close', at: '14:00', until: '2026-11-27' } as const;
  await store.preview(close);
  await store.apply();
  const seats = { from: '09:00', to: '10:00', seats: 2, windows: 1 };
  await store.preview({ kind: 'seats', ...seats, otherLanes: ['urgent'], until: '2026-11-26' });
  await store.apply();

  const day = { hall: 'xihu', date: '2026-11-25' };
  const changes = sent.filter(({ operation }) => operation !== 'capacity').map(({ input }) => input);
  expect(changes).toEqual(
    [
      { ...day, at: '14:00', until: '2026-11-27' },
      { ...day, lane: 'appointment', ...seats, otherLanes: ['urgent'], until: '2026-11-26' },
    ].flatMap((change) => [
      { ...change, apply: false },
      { ...change, apply: true },
    ]),
  );
  expect(store.day.value?.closesAt).toBe('14:00');
});

import type { Reservation } from '../../contract/reservations';
import { answeringApi, aReservation, memoryStorage } from '../../tests/support/fakePhone';
import { ReservationsStore } from './ReservationsStore';

const over: Partial<Reservation> = { actions: [], status: 'cancelled' };
const [next, later] = [
  aReservation({ id: 'a', date: '2026-11-24' }),
  aReservation({ id: 'b', date: '2026-11-25' }),
];
const past = ['2026-11-20', '2026-11-20', '2026-11-19', '2026-11-18'].map((date, index) =>
  aReservation({ id: `past-${9 - index}`, date, ...over }),
);

function storeOver(pages: readonly object[]) {
  const rest = [...pages];
  const { api, sent } = answeringApi(() => rest.shift());
  return { store: new ReservationsStore(api, memoryStorage().storage, () => 0), sent };
}

describe('my visits', () => {
  it('are continued after the last one shown, none twice', async () => {
    const { store, sent } = storeOver([
      { reservations: [next, past[0], past[1]], hasMore: true },
      { reservations: [past[1], past[2], past[3]], hasMore: false },
    ]);
    await store.loadMine();

    await store.loadMore();

    expect(sent[1]!.input).toEqual({ before: past[1]!.id });
    expect(store.past.map(({ id }) => id)).toEqual(past.map(({ id }) => id));
    expect(store.mine.value?.hasMore).toBe(false);
  });

  it('stay in the service’s order when one is cancelled, so that the page still goes on where it ended', async () => {
    const cancelled = aReservation({ ...next, ...over });
    const { store, sent } = storeOver([
      { reservations: [next, later, past[0], past[1]], hasMore: true },
      { reservation: cancelled },
      { reservations: [past[2]], hasMore: true },
    ]);
    await store.loadMine();

    await store.cancel(next.id);

    expect(store.mine.value?.reservations.map(({ id }) => id)).toEqual(['b', 'a', past[0]!.id, past[1]!.id]);
    await store.loadMore();
    expect(sent[2]!.input).toEqual({ before: past[1]!.id });
  });

  it('are changed once however often the button is tapped', async () => {
    const { store, sent } = storeOver([{ reservation: next }]);

    await Promise.all([store.cancel('a'), store.cancel('a')]);

    expect(sent).toHaveLength(1);
  });
});

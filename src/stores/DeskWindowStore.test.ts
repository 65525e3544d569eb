import type { DeskEntry } from '../../contract/desk';
import { answeringApi, memoryStorage, type Sent } from '../../tests/support/fakePhone';
import { ApiError } from '../api/ApiError';
import { DeskSessionStore } from './DeskSessionStore';
import { DeskWindowStore } from './DeskWindowStore';

const hallClock = '2026-11-24T02:00:00.000Z';
/** The phone's clock is a day ahead of the hall's. */
const phoneClock = Date.parse(hallClock) + 86_400_000;

const entry = (changes: Partial<DeskEntry> = {}): DeskEntry => ({
  ticket: 't1',
  number: 'A001',
  status: 'called',
  lane: 'appointment',
  booked: true,
  recalls: 0,
  misses: 0,
  window: 3,
  people: [
    {
      position: 0,
      name: '王*明',
      documentType: 'resident-id',
      documentNumber: '',
      residence: 'in-province',
      services: [{ service: 'passport' }],
    },
  ],
  ...changes,
});

function aWindow(answer: (sent: Sent) => unknown = () => ({ waiting: 2 })) {
  const { storage } = memoryStorage({
    'desk-session': {
      role: 'clerk',
      hall: 'xihu',
      account: 'me',
      token: 't',
      refreshToken: 'r',
      expiresAt: 0,
    },
  });
  let now = phoneClock;
  const state: { served: DeskEntry | undefined; offline: boolean } = { served: entry(), offline: false };
  const { api, sent } = answeringApi((asked) => {
    if (state.offline) throw new ApiError('TRY_AGAIN', { offline: true });
    if (asked.operation === 'promise') return { promisedOn: '2026-12-03', provisional: false };
    if (asked.operation !== 'windows') return answer(asked);
    const mine = { window: 3, lanes: ['appointment'], mine: true };
    const other = { window: 4, lanes: ['appointment'], mine: false };
    return {
      windows: [state.served === undefined ? mine : { ...mine, entry: state.served }, other],
      waiting: 2,
      asOf: hallClock,
    };
  });
  const session = new DeskSessionStore({
    api,
    platform: { demoStaff: undefined, tabs: undefined },
    storage,
    clock: () => now,
  });
  const make = () => new DeskWindowStore({ api, session, storage, clock: () => now });
  return { store: make(), again: make, sent, state, pass: (milliseconds: number) => (now += milliseconds) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a window', () => {
  it('goes on without a network as if all had been answered, and sends it when it is back', async () => {
    const { store, again, sent, state } = aWindow();
    await store.load();
    await settled();
    expect(store.steps[0]).toBe('start');

    state.offline = true;
    store.outbox.networkChanged(false);
    store.start();
    expect(store.steps[0]).toBe('complete');
    expect(store.readyOn('passport', store.served!.people[0]!)).toBe('2026-12-03');
    store.complete();
    expect(store.steps[0]).toBe('callNext');
    expect(store.completed?.people[0]?.services).toEqual([
      { service: 'passport', accepted: true, promisedOn: '2026-12-03' },
    ]);
    store.callNext();
    store.callNext();
    expect(store.steps).toEqual([]);
    expect(store.unknown?.operation).toBe('callNext');

    // The app is closed and opened again before the network is back.
    const later = again();
    expect(later.outbox.pending.map(({ operation }) => operation)).toEqual(['start', 'complete', 'callNext']);
    expect(later.served).toBeUndefined();
    state.offline = false;
    state.served = undefined;
    await later.load();
    await later.outbox.flush();
    const writes = sent.filter(({ room, operation }) => room === 'desk' && operation !== 'windows');
    expect(writes.map(({ operation }) => operation)).toEqual(['start', 'complete', 'callNext']);
    expect(later.nobody).toBe(true);
  });

  it('takes a second tap for the same step as none', async () => {
    const { store, sent } = aWindow(() => ({ entry: entry({ status: 'serving' }) }));
    await store.load();
    store.start();
    store.start();
    await settled();
    expect(sent.filter(({ operation }) => operation === 'start')).toHaveLength(1);
  });

  it('counts down by the hall’s clock, and lets go after a minute', async () => {
    const until = new Date(Date.parse(hallClock) + 60_000).toISOString();
    const { store, state, pass, sent } = aWindow(() => ({
      entry: entry({ status: 'served', undo: { action: 'desk.complete', until } }),
    }));
    state.served = entry({ status: 'serving' });
    await store.load();
    state.served = undefined;
    store.complete();
    await settled();
    expect(store.undoSeconds).toBe(60);
    expect(store.completed?.number).toBe('A001');

    pass(60_000);
    expect(store.undoSeconds).toBe(0);
    store.undo();
    await settled();
    expect(sent.map(({ operation }) => operation)).not.toContain('undo');
    pass(-30_000);
    store.undo();
    await settled();
    expect(sent.at(-1)).toMatchObject({ operation: 'windows' });
    expect(sent.map(({ operation }) => operation)).toContain('undo');
  });

  it('takes back a step that has not left the phone without telling anybody', async () => {
    const { store, sent } = aWindow();
    await store.load();
    store.outbox.networkChanged(false);
    store.start();
    expect(store.mayWithdraw).toBe(true);
    store.undo();
    expect(store.steps[0]).toBe('start');
    store.outbox.networkChanged(true);
    await settled();
    expect(sent.map(({ operation }) => operation)).not.toContain('start');
  });

  it('shows what the service says where it refuses', async () => {
    const { store, state } = aWindow(() => {
      throw new ApiError('NOT_POSSIBLE_NOW');
    });
    await store.load();
    state.served = undefined;
    store.start();
    await settled();
    expect(store.outbox.refused).toHaveLength(1);
    expect(store.served?.status).toBe('called');
    await store.load();
    expect(store.served).toBeUndefined();
  });
});

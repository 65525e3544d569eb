import { memoryStorage } from '../../tests/support/fakePhone';
import type { Platform, Sending } from '../platform/types';
import { RootStore } from './RootStore';

const HOUR = 3_600_000;

/** A phone that has looked at its people once, over a service that answers as told. */
async function phone(answers: Readonly<Record<string, () => unknown>> = {}) {
  const sent: Sending[] = [];
  let now = 0;
  let signIns = 0;
  const yes = (data: unknown) => ({ ok: true, data });
  const tokens = () => {
    signIns += 1;
    return yes({
      token: `t${signIns}`,
      refreshToken: `r${signIns}`,
      expiresInSeconds: 7_200,
      account: { id: 'wang', roles: ['citizen'] },
    });
  };
  const usual: Readonly<Record<string, () => unknown>> = {
    signIn: tokens,
    refresh: tokens,
    listPeople: () => yes({ people: [] }),
    city: () => yes({ city: {}, halls: [], services: [], rules: {} }),
    endSignIn: () => yes({ ended: true }),
  };
  const platform = {
    async send(sending: Sending) {
      sent.push(sending);
      if (sending.token === undefined && sending.operation === 'listPeople') return no('NOT_SIGNED_IN');
      return (answers[sending.operation] ?? usual[sending.operation])?.();
    },
    login: async () => ({ channel: 'alipay', code: 'code' }),
    prefersDark: () => false,
    prefersEnglish: () => false,
    prefersLargeType: () => false,
  } as unknown as Platform;
  const { storage, kept } = memoryStorage();
  const open = () =>
    new RootStore({ platform, storage, cityCode: '330100', clock: () => now, pause: async () => undefined });
  const stores = open();
  await stores.people.load();
  sent.length = 0;
  const operations = () => sent.map(({ operation }) => operation);
  const later = (milliseconds: number) => {
    now += milliseconds;
  };
  return { stores, kept, open, operations, later };
}

const no = (code: string, details?: object) => ({ ok: false, error: { code, details, requestId: 'r' } });
const ended = (because: string) => () => no('SIGN_IN_ENDED', { because });

/** Until everything that is under way has come as far as it can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a token that has run out', () => {
  it('is exchanged without asking the platform or the person', async () => {
    const { stores, operations, later } = await phone();
    later(2 * HOUR);

    await Promise.all([stores.people.load(), stores.session.ensure()]);

    expect(operations().filter((operation) => operation === 'refresh')).toHaveLength(1);
    expect(operations()).not.toContain('signIn');
    expect(stores.session.asking).toBe(false);
  });

  it('of accounts that were linked is followed by a silent sign-in', async () => {
    const { stores, operations, later } = await phone({ refresh: ended('linked') });
    later(2 * HOUR);

    await stores.session.ensure();

    expect(operations()).toEqual(['refresh', 'signIn']);
    expect(stores.session.away).toBe(false);
  });
});

describe('a sign-in that its owner ended from elsewhere', () => {
  it.each(['ended-by-owner', 'refresh-reused', 'data-deleted'])(
    'takes everything off the phone and waits for a tap: %s',
    async (because) => {
      const { stores, operations, later } = await phone({ refresh: ended(because) });
      expect(stores.people.people.value).toEqual([]);
      later(2 * HOUR);

      void stores.people.load();
      await settled();

      expect(stores.session.asking).toBe(true);
      expect(stores.people.people.value).toBeUndefined();
      expect(operations()).not.toContain('signIn');
      stores.session.comeBack();
      await stores.people.load();
      expect(operations().filter((operation) => operation === 'signIn')).toHaveLength(1);
      expect(stores.people.people.value).toEqual([]);
    },
  );

  it('is not taken up again by opening the app anew', async () => {
    const { stores, open, operations, later } = await phone({ refresh: ended('ended-by-owner') });
    later(2 * HOUR);
    void stores.people.load();
    await settled();
    stores.session.dismiss();
    await settled();
    const before = operations().length;

    const anew = open();
    void anew.people.load();
    await settled();

    expect(anew.session.asking).toBe(true);
    expect(operations()).toHaveLength(before);
  });
});

describe('signing out', () => {
  it('ends the sign-in, asks the service nothing personal afterwards, and looking still works', async () => {
    const { stores, kept, operations } = await phone();

    stores.signOut();
    void stores.people.load();
    await settled();
    await stores.city.ensure();

    expect(operations()).toEqual(['endSignIn', 'city']);
    expect(stores.session.asking).toBe(true);
    expect([...kept.keys()]).not.toContain('token');
  });

  it('is not undone by a sign-in that had ended before', async () => {
    const { stores, operations } = await phone({ endSignIn: () => no('NOT_SIGNED_IN') });

    stores.signOut();
    await settled();

    expect(operations()).toEqual(['endSignIn']);
    expect(stores.session.asking).toBe(false);
  });

  it('is where deleting everything ends: no new account is made behind the person’s back', async () => {
    const { stores, operations } = await phone({ deleteMine: () => ({ ok: true, data: { deleted: true } }) });

    await stores.myData.deleteAll();
    stores.endHere();
    await settled();

    expect(operations()).toEqual(['deleteMine']);
    expect(stores.session.signedIn).toBe(false);
  });
});

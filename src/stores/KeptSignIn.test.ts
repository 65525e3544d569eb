import fc from 'fast-check';
import type { Storage } from '../platform/storage';
import type { Tabs } from '../platform/types';
import { KeptSignIn, type KeptToken } from './KeptSignIn';

const HOUR = 3_600_000;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** One browser: a storage that tells the other tabs of each change, and a lock that they share. */
function aBrowser() {
  const kept = new Map<string, string>();
  const listeners = new Map<number, (key: string) => void>();
  let queue: Promise<unknown> = Promise.resolve();
  let now = 0;
  let opened = 0;
  const open = () => {
    opened += 1;
    const me = opened;
    const tell = (key: string) => {
      for (const [tab, changed] of listeners) if (tab !== me) setImmediate(() => changed(key));
    };
    const storage: Storage = {
      read: (key) => (kept.has(key) ? JSON.parse(kept.get(key) ?? '') : undefined),
      write(key, value) {
        kept.set(key, JSON.stringify(value));
        tell(key);
      },
      remove(key) {
        if (kept.delete(key)) tell(key);
      },
    };
    const tabs: Tabs = {
      exclusively(_name, work) {
        const turn = queue.then(work);
        queue = turn.catch(() => undefined);
        return turn;
      },
      watch: (changed) => void listeners.set(me, changed),
    };
    const seen = { signedOut: 0, switched: 0 };
    const signIn: KeptSignIn<KeptToken> = new KeptSignIn<KeptToken>({
      storage,
      key: 'token',
      clock: () => now,
      tabs,
      whenSignedOut: () => {
        seen.signedOut += 1;
        signIn.drop();
      },
      whenSwitched: () => {
        seen.switched += 1;
      },
    });
    return { signIn, seen };
  };
  return {
    open,
    later: (milliseconds: number) => {
      now += milliseconds;
    },
    token: (account: string, name: string) => ({
      account,
      token: name,
      refreshToken: `r-${name}`,
      expiresAt: now + 2 * HOUR,
    }),
  };
}

it('exchanges a token once for all tabs that need the next one', async () => {
  const browser = aBrowser();
  const tabs = [browser.open(), browser.open(), browser.open()];
  tabs[0]!.signIn.put(browser.token('wang', 't1'));
  await settled();
  browser.later(2 * HOUR);

  let exchanges = 0;
  const tokens = await Promise.all(
    tabs.map(({ signIn }) =>
      signIn.renew(async () => {
        exchanges += 1;
        await settled();
        return signIn.put(browser.token('wang', `t2-${exchanges}`));
      }),
    ),
  );

  expect(exchanges).toBe(1);
  expect(tokens).toEqual(['t2-1', 't2-1', 't2-1']);
});

it('leaves every tab when one signs out', async () => {
  const browser = aBrowser();
  const [first, second] = [browser.open(), browser.open()];
  first.signIn.put(browser.token('wang', 't1'));
  await settled();
  expect(second.signIn.current()).toBe('t1');

  first.signIn.drop();
  await settled();

  expect(second.signIn.current()).toBeUndefined();
  expect(second.seen.signedOut).toBe(1);
});

it('lets go of what is shown when another tab signs in somebody else', async () => {
  const browser = aBrowser();
  const [first, second] = [browser.open(), browser.open()];
  first.signIn.put(browser.token('wang', 't1'));
  await settled();

  first.signIn.put(browser.token('zhao', 't2'));
  await settled();

  expect(second.signIn.current()).toBe('t2');
  expect(second.seen.switched).toBe(1);
});

type What = 'in' | 'other' | 'out' | 'renew' | 'wait' | 'hour';

interface Act {
  readonly browser: ReturnType<typeof aBrowser>;
  readonly signIn: KeptSignIn<KeptToken>;
  /** Of the token that the act brings. */
  readonly name: string;
}

const acts: Readonly<Record<What, (act: Act) => unknown>> = {
  in: ({ browser, signIn, name }) => signIn.put(browser.token('wang', name)),
  other: ({ browser, signIn, name }) => signIn.put(browser.token('zhao', name)),
  out: ({ signIn }) => signIn.drop(),
  // Not waited for: other tabs go on meanwhile.
  renew: ({ browser, signIn, name }) => {
    const account = signIn.value?.account;
    if (account !== undefined) void signIn.renew(async () => signIn.put(browser.token(account, name)));
  },
  wait: settled,
  hour: ({ browser }) => browser.later(2 * HOUR),
};

it('ends with every tab of one mind, whatever they do and in whatever order', async () => {
  const step = fc.record({
    tab: fc.nat(2),
    what: fc.constantFrom<What>('in', 'other', 'out', 'renew', 'wait', 'hour'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const browser = aBrowser();
      const tabs = [browser.open(), browser.open(), browser.open()];
      let count = 0;
      for (const { tab, what } of steps) {
        const { signIn } = tabs[tab]!;
        count += 1;
        const name = `t${count}`;
        await acts[what]({ browser, signIn, name });
      }
      await settled();
      await settled();
      const minds = new Set(tabs.map(({ signIn }) => signIn.value?.token));
      expect(minds.size).toBe(1);
    }),
  );
});

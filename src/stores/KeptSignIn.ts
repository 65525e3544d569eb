import { makeAutoObservable, runInAction } from 'mobx';
import type { Storage } from '../platform/storage';
import type { Tabs } from '../platform/types';

/** What every sign-in keeps on the phone. */
export interface KeptToken {
  readonly account: string;
  readonly token: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A token this close to its end is renewed before it is used. Milliseconds. */
const SPARE = 60_000;

interface KeptSignInOptions {
  readonly storage: Storage;
  readonly key: string;
  readonly clock: () => number;
  readonly tabs: Tabs | undefined;
  /** Another tab has signed out. */
  readonly whenSignedOut: () => void;
  /** Another tab has signed in with another account. */
  readonly whenSwitched: () => void;
}

/** A sign-in on this phone. The tabs of one browser have it in common: they exchange it once and leave it together. */
export class KeptSignIn<Kept extends KeptToken> {
  value: Kept | undefined;
  private renewal: Promise<string> | undefined;
  private readonly options: KeptSignInOptions;

  constructor(options: KeptSignInOptions) {
    this.options = options;
    this.value = this.read();
    makeAutoObservable<this, 'options' | 'renewal'>(this, { options: false, renewal: false });
    options.tabs?.watch((key) => {
      if (key === undefined || key === options.key) this.follow();
    });
  }

  /** The token, while it is still good for a call. */
  current(): string | undefined {
    const { value } = this;
    return value !== undefined && value.expiresAt > this.options.clock() + SPARE ? value.token : undefined;
  }

  put(kept: Kept): string {
    runInAction(() => {
      this.value = kept;
    });
    this.options.storage.write(this.options.key, kept);
    return kept.token;
  }

  drop(): void {
    this.value = undefined;
    this.options.storage.remove(this.options.key);
  }

  /** The next token: callers at the same time share one `exchange`, and so do the tabs of one browser. */
  renew(exchange: () => Promise<string>): Promise<string> {
    const { tabs, key } = this.options;
    const work = async () => this.takeOver() ?? exchange();
    this.renewal ??= (tabs === undefined ? exchange() : tabs.exclusively(key, work)).finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  /** The token that another tab fetched while this one waited for its turn. */
  private takeOver(): string | undefined {
    const kept = this.read();
    if (kept === undefined || kept.token === this.value?.token) return undefined;
    this.follow();
    return this.current();
  }

  private follow(): void {
    const kept = this.read();
    const before = this.value;
    if (kept === undefined) {
      if (before !== undefined) this.options.whenSignedOut();
      return;
    }
    if (before !== undefined && before.account !== kept.account) this.options.whenSwitched();
    runInAction(() => {
      this.value = kept;
    });
  }

  private read(): Kept | undefined {
    return this.options.storage.read(this.options.key) as Kept | undefined;
  }
}

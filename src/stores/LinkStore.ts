import { makeAutoObservable, runInAction } from 'mobx';
import type { InputOf, OutputOf, Rooms } from '../../contract/rooms';
import type { RootStore } from './RootStore';

export type LinkCode = OutputOf<Rooms['identity']['startLink']> & { readonly until: number };
type Wish = Omit<InputOf<Rooms['identity']['linkAccounts']>, 'consent'>;
type Channel = InputOf<Rooms['identity']['unlink']>['channel'];

/** One person on two platforms: the code that one phone shows and the other one takes. */
export class LinkStore {
  code: LinkCode | undefined = undefined;
  busy = false;
  private readonly root: RootStore;

  constructor(root: RootStore) {
    this.root = root;
    makeAutoObservable<this, 'root'>(this, { root: false });
  }

  /** Shows a new code. Rejects with an `ApiError`. */
  showCode(): Promise<void> {
    return this.once(async () => {
      const { api, clock } = this.root;
      const started = await api.call('identity', 'startLink', {});
      runInAction(() => {
        this.code = { ...started, until: clock() + started.expiresInSeconds * 1_000 };
      });
    });
  }

  /** Joins this account to the one that showed the code; the person has agreed. Rejects with an `ApiError`. */
  link(wish: Wish): Promise<void> {
    return this.once(async () => {
      await this.root.api.call('identity', 'linkAccounts', { ...wish, consent: true });
      await this.beginAnew();
    });
  }

  /** Takes a platform away again. Rejects with an `ApiError`. */
  unlink(channel: Channel): Promise<void> {
    return this.once(async () => {
      await this.root.api.call('identity', 'unlink', { channel });
      await this.beginAnew();
    });
  }

  forget(): void {
    this.code = undefined;
  }

  /** The account is another one now, and every token of it has ended. */
  private async beginAnew(): Promise<void> {
    const { session, myData } = this.root;
    session.forget();
    this.root.forget();
    await session.ensure();
    await myData.load();
  }

  /** A second tap meanwhile does nothing. */
  private async once(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

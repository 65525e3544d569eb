import { makeAutoObservable, runInAction } from 'mobx';
import type { DeskKiosk } from '../../contract/desk';
import type { Api, TokenSource } from '../api/createApi';
import { Loadable } from './Loadable';
import type { Forgetful, RootStore } from './RootStore';

/** The kiosks of a hall as its staff run them. Enters the desk with the account of the phone's owner. */
export class KioskDeskStore implements TokenSource, Forgetful {
  readonly kiosks: Loadable<readonly DeskKiosk[]>;
  /** The kiosk that is being changed. */
  changing: string | undefined = undefined;
  private token: string | undefined;
  private readonly root: RootStore;
  private readonly api: Api;

  constructor(root: RootStore) {
    this.root = root;
    this.kiosks = new Loadable({ clock: root.clock });
    this.api = root.apiAs(this);
    makeAutoObservable<this, 'root' | 'api' | 'token'>(this, {
      root: false,
      api: false,
      token: false,
      kiosks: false,
    });
  }

  current(): string | undefined {
    return this.token;
  }

  async renew(): Promise<string> {
    const { token } = await this.root.api.call('identity', 'enterDesk', {});
    this.token = token;
    return token;
  }

  load(hall: string): Promise<void> {
    return this.kiosks.load(async () => (await this.api.call('desk', 'listKiosks', { hall })).kiosks);
  }

  /** False when a change is under way already. Rejects with an `ApiError`. */
  async set(hall: string, kiosk: string, inService: boolean): Promise<boolean> {
    if (this.changing !== undefined) return false;
    this.changing = kiosk;
    try {
      const { kiosk: changed } = await this.api.call('desk', 'setKiosk', { hall, kiosk, inService });
      const known = this.kiosks.value ?? [];
      this.kiosks.accept(known.map((each) => (each.kiosk === kiosk ? changed : each)));
      return true;
    } finally {
      runInAction(() => {
        this.changing = undefined;
      });
    }
  }

  forget(): void {
    this.token = undefined;
    this.kiosks.forget();
  }
}

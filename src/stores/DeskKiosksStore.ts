import { makeAutoObservable, runInAction } from 'mobx';
import type { DeskKiosk } from '../../contract/desk';
import type { Api } from '../api/createApi';
import type { DeskSessionStore } from './DeskSessionStore';
import { Loadable } from './Loadable';

export interface DeskKiosksOptions {
  readonly api: Api;
  readonly session: DeskSessionStore;
  readonly clock: () => number;
}

/** The kiosks of a hall as its staff run them. */
export class DeskKiosksStore {
  readonly kiosks: Loadable<readonly DeskKiosk[]>;
  /** The kiosk that is being changed. */
  changing: string | undefined = undefined;
  private readonly options: DeskKiosksOptions;

  constructor(options: DeskKiosksOptions) {
    this.options = options;
    this.kiosks = new Loadable({ clock: options.clock });
    makeAutoObservable<this, 'options'>(this, { options: false, kiosks: false });
  }

  async load(): Promise<void> {
    const { api, session } = this.options;
    const { hall } = session;
    if (hall === undefined) return;
    await this.kiosks.load(async () => (await api.call('desk', 'listKiosks', { hall })).kiosks);
  }

  /** False when a change is under way already. Rejects with an `ApiError`. */
  async set(kiosk: string, inService: boolean): Promise<boolean> {
    const { api, session } = this.options;
    const { hall } = session;
    if (this.changing !== undefined || hall === undefined) return false;
    this.changing = kiosk;
    try {
      const { kiosk: changed } = await api.call('desk', 'setKiosk', { hall, kiosk, inService });
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
    this.kiosks.forget();
  }
}

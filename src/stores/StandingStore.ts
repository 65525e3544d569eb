import { makeAutoObservable } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { Api } from '../api/createApi';
import { Loadable } from './Loadable';
import type { RootStore } from './RootStore';

export type Standing = OutputOf<Rooms['standing']['getMine']>;
export type Pause = Standing['pauses'][number];

/** How a person stands after missed visits, and their word against a pause. */
export class StandingStore {
  readonly mine: Loadable<Standing>;
  busy = false;
  private readonly api: Api;

  constructor({ api, clock }: RootStore) {
    this.api = api;
    this.mine = new Loadable({ clock });
    makeAutoObservable<this, 'api'>(this, { api: false, mine: false });
  }

  load(): Promise<void> {
    return this.mine.load(() => this.api.call('standing', 'getMine', {}));
  }

  /** Asks the hall to lift a pause. Rejects with an `ApiError`. A second tap meanwhile does nothing. */
  async appeal(pause: string, reason: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.api.call('standing', 'appeal', { pause, reason });
      await this.load();
    } finally {
      this.busy = false;
    }
  }

  forget(): void {
    this.mine.forget();
  }
}

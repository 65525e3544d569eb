import { makeAutoObservable } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { Api } from '../api/createApi';
import { Loadable } from './Loadable';
import type { RootStore } from './RootStore';

export type Consent = OutputOf<Rooms['privacy']['listConsents']>['consents'][number];

/** What a person agreed to, purpose by purpose, to be given and taken back. */
export class ConsentListStore {
  readonly mine: Loadable<readonly Consent[]>;
  busy = false;
  private readonly api: Api;

  constructor({ api, clock }: RootStore) {
    this.api = api;
    this.mine = new Loadable({ clock });
    makeAutoObservable<this, 'api'>(this, { api: false, mine: false });
  }

  load(): Promise<void> {
    return this.mine.load(async () => (await this.api.call('privacy', 'listConsents', {})).consents);
  }

  /** Gives consent in the wording that is shown, or takes it back. Rejects with an `ApiError`. */
  async change({ purpose, version, granted }: Consent): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const { consents } = granted
        ? await this.api.call('privacy', 'withdrawConsent', { purpose })
        : await this.api.call('privacy', 'giveConsent', { purpose, version });
      this.mine.accept(consents);
    } finally {
      this.busy = false;
    }
  }

  forget(): void {
    this.mine.forget();
  }
}

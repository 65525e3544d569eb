import { makeAutoObservable, runInAction } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { Api } from '../api/createApi';
import type { Storage } from '../platform/storage';
import { Loadable } from './Loadable';
import type { RootStore } from './RootStore';

export type Message = OutputOf<Rooms['messages']['listMine']>['messages'][number];

const SEEN_KEY = 'messages-seen';
const SHOWN_AT_MOST = 50;

/** What the service told this person, and what of it they have not had before their eyes. */
export class MessagesStore {
  readonly mine: Loadable<readonly Message[]>;
  /** When the newest message was made that the person has seen; times of the service, as text. */
  private seenUntil: string;
  /** The same before the list was opened, so that what is new stays marked while they read. */
  private seenBefore: string;
  private readonly api: Api;
  private readonly storage: Storage;

  constructor({ api, storage, clock }: RootStore) {
    this.api = api;
    this.storage = storage;
    this.mine = new Loadable({ clock, keep: { storage, key: 'messages' } });
    const seen = storage.read(SEEN_KEY);
    this.seenUntil = typeof seen === 'string' ? seen : '';
    this.seenBefore = this.seenUntil;
    makeAutoObservable<this, 'api' | 'storage'>(this, { api: false, storage: false, mine: false });
  }

  load(): Promise<void> {
    return this.mine.load(
      async () => (await this.api.call('messages', 'listMine', { limit: SHOWN_AT_MOST })).messages,
    );
  }

  /** Loads the list and counts what it shows as seen. */
  async open(): Promise<void> {
    await this.load();
    if (this.mine.error !== undefined) return;
    runInAction(() => {
      this.seenBefore = this.seenUntil;
      this.seenUntil = this.list.reduce((latest, { at }) => (at > latest ? at : latest), this.seenUntil);
    });
    this.storage.write(SEEN_KEY, this.seenUntil);
  }

  get list(): readonly Message[] {
    return this.mine.value ?? [];
  }

  get unread(): number {
    return this.list.filter(({ at }) => at > this.seenUntil).length;
  }

  /** Whether a message was new when the list was opened. */
  isNew({ at }: Message): boolean {
    return at > this.seenBefore;
  }

  forget(): void {
    this.mine.forget();
    this.seenUntil = '';
    this.seenBefore = '';
    this.storage.remove(SEEN_KEY);
  }
}

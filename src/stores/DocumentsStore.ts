import { makeAutoObservable } from 'mobx';
import type { CitizenDocument } from '../../contract/documents';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { unfinishedStatuses } from '../../domain/document/documentStatus';
import { Loadable } from './Loadable';
import type { Forgetful, RootStore } from './RootStore';

export type MyDocuments = OutputOf<Rooms['documents']['listMine']>;

/** The documents that a person waits for or has collected. */
export class DocumentsStore implements Forgetful {
  readonly mine: Loadable<MyDocuments>;
  private readonly root: RootStore;

  constructor(root: RootStore) {
    this.root = root;
    this.mine = new Loadable({ clock: root.clock });
    makeAutoObservable<this, 'root'>(this, { root: false, mine: false });
  }

  load(): Promise<void> {
    return this.mine.load(() => this.root.api.call('documents', 'listMine', {}));
  }

  get awaited(): readonly CitizenDocument[] {
    return (this.mine.value?.documents ?? []).filter(({ status }) => status !== 'collected');
  }

  get collected(): readonly CitizenDocument[] {
    return (this.mine.value?.documents ?? []).filter(({ status }) => status === 'collected');
  }

  /** Whether a message that something is ready could still come. */
  get mayBecomeReady(): boolean {
    return this.awaited.some(({ status }) => unfinishedStatuses.includes(status));
  }

  forget(): void {
    this.mine.forget();
  }
}

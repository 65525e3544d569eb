import type { Api } from '../api/createApi';
import { DeskCapacityStore } from './DeskCapacityStore';
import { DeskDocumentsStore } from './DeskDocumentsStore';
import { DeskKiosksStore } from './DeskKiosksStore';
import { DeskNumbersStore } from './DeskNumbersStore';
import { DeskSessionStore } from './DeskSessionStore';
import { DeskTodayStore } from './DeskTodayStore';
import { DeskWindowStore } from './DeskWindowStore';
import type { Forgetful, RootStore } from './RootStore';

/** All that the desk needs, made when a page of the desk first asks. */
export class DeskStore implements Forgetful {
  /** The service as staff call it. */
  readonly api: Api;
  readonly session: DeskSessionStore;
  readonly window: DeskWindowStore;
  readonly today: DeskTodayStore;
  readonly capacity: DeskCapacityStore;
  readonly documents: DeskDocumentsStore;
  readonly numbers: DeskNumbersStore;
  readonly kiosks: DeskKiosksStore;

  constructor(root: RootStore) {
    const { platform, storage, clock } = root;
    this.session = new DeskSessionStore({ api: root.api, platform, storage, clock });
    this.api = root.apiAs(this.session);
    const shared = { api: this.api, session: this.session, clock };
    this.window = new DeskWindowStore({ ...shared, storage });
    this.today = new DeskTodayStore(shared);
    this.capacity = new DeskCapacityStore(shared);
    this.documents = new DeskDocumentsStore(shared);
    this.numbers = new DeskNumbersStore({ ...shared, platform });
    this.kiosks = new DeskKiosksStore(shared);
    platform.watchNetwork((connected) => this.window.outbox.networkChanged(connected));
  }

  /** Another hall: what was loaded of the one before is dropped. */
  chooseHall(hall: string): void {
    if (hall === this.session.hall) return;
    this.forgetHall();
    this.session.chooseHall(hall);
  }

  /** Leaves the desk on this phone; nothing of the hall stays on it. */
  forget(): void {
    this.forgetHall();
    this.session.forget();
  }

  private forgetHall(): void {
    this.window.forget();
    this.today.forget();
    this.capacity.forget();
    this.documents.forget();
    this.numbers.forget();
    this.kiosks.forget();
  }
}

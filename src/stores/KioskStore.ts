import { makeAutoObservable, runInAction } from 'mobx';
import type { Api } from '../api/createApi';
import type { CityStore, Kiosk } from './CityStore';

/** What somebody says of a kiosk with one tap. */
export const kioskReports = ['out', 'none', 'few', 'many'] as const;

export type KioskReport = (typeof kioskReports)[number];

/** People in the queue that each report stands for; `out` says that it does not work. */
const queueOf: Readonly<Record<Exclude<KioskReport, 'out'>, number>> = { none: 0, few: 5, many: 15 };

/** The kiosk that somebody looks at, and what they report of it. */
export class KioskStore {
  /** The code of the kiosk whose sheet is open. */
  shown: string | undefined = undefined;
  busy = false;
  private readonly api: Api;
  private readonly city: CityStore;

  constructor(api: Api, city: CityStore) {
    this.api = api;
    this.city = city;
    makeAutoObservable<this, 'api' | 'city'>(this, { api: false, city: false });
  }

  open(kiosk: string): void {
    this.shown = kiosk;
  }

  close(): void {
    this.shown = undefined;
  }

  get kiosk(): Kiosk | undefined {
    return this.shown === undefined ? undefined : this.city.kiosk(this.shown);
  }

  /** Tells everyone; false when a report is under way already. Rejects with an `ApiError`. */
  async report(says: KioskReport): Promise<boolean> {
    const { shown: kiosk } = this;
    if (this.busy || kiosk === undefined) return false;
    this.busy = true;
    try {
      const what = says === 'out' ? { works: false } : { works: true, queue: queueOf[says] };
      await this.api.call('windows', 'reportKiosk', { kiosk, ...what });
      await this.city.load();
      return true;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

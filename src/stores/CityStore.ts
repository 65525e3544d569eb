import { makeAutoObservable } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { Service } from '../../domain/service';
import type { Api } from '../api/createApi';
import { Loadable, type LoadableOptions } from './Loadable';

export type City = OutputOf<Rooms['windows']['city']>;
export type Hall = City['halls'][number];
export type Kiosk = City['kiosks'][number];
export type ServiceFacts = City['services'][number];

/** The city's halls, services and rules: kept on the phone, so that the app opens without a network. */
export class CityStore {
  readonly city: Loadable<City>;
  private coming: Promise<void> | undefined;
  private readonly api: Api;

  constructor(api: Api, options: LoadableOptions) {
    this.api = api;
    this.city = new Loadable<City>(options);
    makeAutoObservable<this, 'api' | 'coming'>(this, { api: false, city: false, coming: false });
  }

  load(): Promise<void> {
    return this.city.load(() => this.api.call('windows', 'city', {}));
  }

  /** Waits until it is there, or until it is known that it cannot be had; those who ask together load it once. */
  async ensure(): Promise<void> {
    if (this.city.value !== undefined) return;
    this.coming ??= this.load().finally(() => {
      this.coming = undefined;
    });
    await this.coming;
  }

  get today(): string | undefined {
    return this.city.value?.today;
  }

  get services(): readonly ServiceFacts[] {
    return this.city.value?.services ?? [];
  }

  get onArrivalHalls(): readonly Hall[] {
    return this.city.value?.halls.filter(({ mode }) => mode === 'serve-on-arrival') ?? [];
  }

  hall(code: string): Hall | undefined {
    return this.city.value?.halls.find(({ hall }) => hall === code);
  }

  kiosk(code: string): Kiosk | undefined {
    return this.city.value?.kiosks?.find(({ kiosk }) => kiosk === code);
  }

  /** The kiosks that stand in a hall. */
  kiosksIn(hall: string): readonly Kiosk[] {
    // What an older version kept on the phone knows no kiosks.
    return this.city.value?.kiosks?.filter((kiosk) => kiosk.hall === hall) ?? [];
  }

  /** A hall in a word or two: lists are read at a glance, and the full names differ only in this. */
  district(code: string): { readonly zh: string; readonly en: string } {
    return this.hall(code)?.district ?? { zh: code, en: code };
  }

  /** A hall in as few signs as a narrow column holds: `上城`, `Shangcheng`. */
  shortDistrict(code: string): { readonly zh: string; readonly en: string } {
    const { zh, en } = this.district(code);
    return { zh: zh.replace(/（.*|[区县市]$/g, '').slice(0, 4), en: en.replace(/ \(.*/, '') };
  }

  service(code: Service): ServiceFacts | undefined {
    return this.services.find(({ service }) => service === code);
  }
}

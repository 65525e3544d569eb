import { makeAutoObservable } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { Service } from '../../domain/service';
import type { Api } from '../api/createApi';
import { Loadable, type LoadableOptions } from './Loadable';

export type City = OutputOf<Rooms['windows']['city']>;
export type Hall = City['halls'][number];
export type ServiceFacts = City['services'][number];

/** The city's halls, services and rules: kept on the phone, so that the app opens without a network. */
export class CityStore {
  readonly city: Loadable<City>;
  private readonly api: Api;

  constructor(api: Api, options: LoadableOptions) {
    this.api = api;
    this.city = new Loadable<City>(options);
    makeAutoObservable<this, 'api'>(this, { api: false, city: false });
  }

  load(): Promise<void> {
    return this.city.load(() => this.api.call('windows', 'city', {}));
  }

  /** Loads unless it is there already. */
  async ensure(): Promise<void> {
    if (this.city.value === undefined && !this.city.loading) await this.load();
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

  /** A hall in a word or two: lists are read at a glance, and the full names differ only in this. */
  district(code: string): { readonly zh: string; readonly en: string } {
    return this.hall(code)?.district ?? { zh: code, en: code };
  }

  service(code: Service): ServiceFacts | undefined {
    return this.services.find(({ service }) => service === code);
  }
}

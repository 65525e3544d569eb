import { makeAutoObservable } from 'mobx';
import type { Reservation } from '../../contract/reservations';
import { metresTo } from '../../domain/geo/nearness';
import { type Improvements, improvementsOf } from '../../domain/nearest/improvements';
import type { Api } from '../api/createApi';
import type { CityStore } from './CityStore';
import { Loadable } from './Loadable';
import type { PlaceStore } from './PlaceStore';
import type { EarliestOption } from './SlotSearchStore';

/** Whether there is an earlier seat or a nearer hall for a visit that is booked. */
export class ImprovementsStore {
  readonly found: Loadable<Improvements<EarliestOption>>;
  private readonly api: Api;
  private readonly city: CityStore;
  private readonly place: PlaceStore;

  constructor(api: Api, city: CityStore, place: PlaceStore, clock: () => number) {
    this.api = api;
    this.city = city;
    this.place = place;
    this.found = new Loadable({ clock });
    makeAutoObservable<this, 'api' | 'city' | 'place'>(this, {
      api: false,
      city: false,
      place: false,
      found: false,
    });
  }

  /** Asks for a visit that may still be moved; for any other there is nothing better. */
  async load(reservation: Reservation): Promise<void> {
    this.found.forget();
    if (!reservation.actions.includes('reschedule')) return;
    const [service, ...also] = [...new Set(reservation.people.flatMap(({ services }) => services))];
    if (service === undefined) return;
    const { hall, slot, date, start, lane } = reservation;
    const near = this.place.position;
    await this.found.load(async () => {
      const { options } = await this.api.call('slots', 'earliest', {
        service,
        also,
        lane,
        partySize: reservation.people.length,
        limit: 20,
        ...(near === undefined ? {} : { near }),
      });
      const distanceMetres = metresTo(near, this.city.hall(hall)?.position);
      return improvementsOf({ hall, slot, date, start, distanceMetres }, options);
    });
  }

  forget(): void {
    this.found.forget();
  }
}

import { makeAutoObservable } from 'mobx';
import type { Reservation } from '../../contract/reservations';
import { type Improvements, improvementsOf, type SeatOffer } from '../../domain/nearest/improvements';
import type { Api } from '../api/createApi';
import { Loadable } from './Loadable';
import type { PlaceStore } from './PlaceStore';
import type { EarliestOption } from './SlotSearchStore';

/** Whether there is an earlier seat or a nearer hall for a visit that is booked. */
export class ImprovementsStore {
  readonly found: Loadable<Improvements<EarliestOption & SeatOffer>>;
  private readonly api: Api;
  private readonly place: PlaceStore;

  constructor(api: Api, place: PlaceStore, clock: () => number) {
    this.api = api;
    this.place = place;
    this.found = new Loadable({ clock });
    makeAutoObservable<this, 'api' | 'place'>(this, {
      api: false,
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
    await this.found.load(async () => {
      const { options } = await this.api.call('slots', 'earliest', {
        service,
        also,
        lane,
        partySize: reservation.people.length,
        limit: 20,
        ...this.place.from,
      });
      const offers = options.map((option) => ({ ...option, reach: this.place.reach(option.hall) }));
      return improvementsOf({ hall, slot, date, start, reach: this.place.reach(hall) }, offers);
    });
  }

  forget(): void {
    this.found.forget();
  }
}

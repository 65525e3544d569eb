import { makeAutoObservable } from 'mobx';
import type { Position } from '../../domain/geo/distance';
import { byDistance, metresTo } from '../../domain/geo/nearness';
import type { CityStore, Hall } from './CityStore';
import type { PlaceStore } from './PlaceStore';

export const hallFilters = ['all', 'dual-track', 'serve-on-arrival', 'kiosk'] as const;

export type HallFilter = (typeof hallFilters)[number];

/** How many of the nearest halls a map shows before anyone moves it. */
const IN_VIEW = 8;

/** Halls and kiosks as a list or a map, the nearest first once it is known where the person is. */
export class HallListStore {
  filter: HallFilter = 'all';
  asMap = false;
  chosen: string | undefined = undefined;
  private readonly city: CityStore;
  private readonly place: PlaceStore;

  constructor(city: CityStore, place: PlaceStore) {
    this.city = city;
    this.place = place;
    makeAutoObservable<this, 'city' | 'place'>(this, { city: false, place: false });
  }

  choose(hall: string | undefined): void {
    this.chosen = hall;
  }

  chooseFilter(filter: HallFilter): void {
    this.filter = filter;
    this.chosen = undefined;
  }

  show(asMap: boolean): void {
    this.asMap = asMap;
  }

  get halls(): readonly Hall[] {
    const { position } = this.place;
    return (this.city.city.value?.halls ?? [])
      .filter((hall) => this.passes(hall))
      .map((hall) => withDistance(hall, position))
      .sort(byDistance);
  }

  /** What a map shows first: the halls around the person, or those of the city's middle, which take bookings. */
  get inView(): readonly Hall[] {
    if (this.place.position !== undefined) return this.halls.slice(0, IN_VIEW);
    const central = this.halls.filter(({ mode }) => mode === 'dual-track');
    return central.length > 0 ? central : this.halls;
  }

  private passes({ hall, mode }: Hall): boolean {
    if (this.filter === 'all') return true;
    return this.filter === 'kiosk'
      ? this.city.kiosksIn(hall).some(({ inService }) => inService)
      : mode === this.filter;
  }
}

function withDistance(hall: Hall, from: Position | undefined): Hall {
  const distanceMetres = metresTo(from, hall.position);
  return distanceMetres === undefined ? hall : { ...hall, distanceMetres };
}

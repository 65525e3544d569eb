import { makeAutoObservable } from 'mobx';
import { byNearness } from '../../domain/geo/nearness';
import type { CityStore, Hall } from './CityStore';
import type { PlaceStore } from './PlaceStore';

export const hallFilters = ['all', 'dual-track', 'serve-on-arrival', 'kiosk'] as const;

export type HallFilter = (typeof hallFilters)[number];

/** A hall with a verified position. */
export type HallOnMap = Omit<Hall, 'position'> & { readonly position: NonNullable<Hall['position']> };

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
    const halls = (this.city.city.value?.halls ?? []).filter((hall) => this.passes(hall));
    return byNearness(halls, ({ hall }) => this.place.reach(hall));
  }

  /** Halls that may be shown on a map: those of which somebody has verified where they are. */
  get onMap(): readonly HallOnMap[] {
    return this.halls.flatMap((hall) => {
      const { position } = hall;
      return position === undefined ? [] : [{ ...hall, position }];
    });
  }

  /** What a map shows first: the halls around the person, or those of the city's middle, which take bookings. */
  get inView(): readonly HallOnMap[] {
    if (this.place.here !== undefined) return this.onMap.slice(0, IN_VIEW);
    const central = this.onMap.filter(({ mode }) => mode === 'dual-track');
    return central.length > 0 ? central : this.onMap;
  }

  private passes({ hall, mode }: Hall): boolean {
    if (this.filter === 'all') return true;
    return this.filter === 'kiosk'
      ? this.city.kiosksIn(hall).some(({ inService }) => inService)
      : mode === this.filter;
  }
}

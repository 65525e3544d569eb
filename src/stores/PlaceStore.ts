import { makeAutoObservable, runInAction } from 'mobx';
import type { Position } from '../../domain/geo/distance';
import { isTooFar, type Origin, type Reach, reachOf, toldMetres } from '../../domain/geo/nearness';
import type { Storage } from '../platform/storage';
import type { Located, Platform } from '../platform/types';
import type { CityStore } from './CityStore';

const KEY = 'district';
/** A thousandth of a degree is some hundred metres: enough to find a hall, too little to find a home. */
const DEGREE_STEPS = 1000;
const ROUNDING_METRES = 75;

/**
 * Roughly where the person is: asked only when they want it, and not kept. A district that they chose instead is kept
 * on the phone.
 */
export class PlaceStore {
  /** From the phone, or chosen on its map; rounded. */
  private found: Position | undefined = undefined;
  private chosenDistrict: string | undefined;
  /** The question with its reasons is open. */
  asking = false;
  busy = false;
  /** Why the last try gave nothing. */
  trouble: 'refused' | 'unavailable' | 'tooFar' | undefined = undefined;
  private readonly platform: Pick<Platform, 'locate' | 'choosePlace'>;
  private readonly city: Pick<CityStore, 'city' | 'hall'>;
  private readonly storage: Storage;

  constructor(platform: Pick<Platform, 'locate' | 'choosePlace'>, city: CityStore, storage: Storage) {
    this.platform = platform;
    this.city = city;
    this.storage = storage;
    const kept = storage.read(KEY);
    this.chosenDistrict = typeof kept === 'string' ? kept : undefined;
    makeAutoObservable<this, 'platform' | 'city' | 'storage'>(this, {
      platform: false,
      city: false,
      storage: false,
    });
  }

  /** The hall whose district the person chose; undefined while the phone knows better. */
  get district(): string | undefined {
    return this.here === undefined ? this.chosenDistrict : undefined;
  }

  /** Where the phone is; undefined while nobody knows, or too far from the city for ways to matter. */
  get here(): Position | undefined {
    return this.tooFar ? undefined : this.found;
  }

  get byPhone(): boolean {
    return this.here !== undefined;
  }

  /** The phone says that it is somewhere else altogether. */
  get tooFar(): boolean {
    const { halls = [], rules } = this.city.city.value ?? {};
    if (this.found === undefined || rules === undefined || halls.length === 0) return false;
    return isTooFar(
      this.found,
      halls.map(({ area }) => area),
      rules,
    );
  }

  /** What an operation is told of it: the position, or the district that was chosen instead. */
  get from(): { near?: Position; district?: string } {
    const { here, district } = this;
    if (here !== undefined) return { near: { ...here } };
    return district === undefined ? {} : { district };
  }

  /** How far a hall is, as far as anyone knows. */
  reach(hall: string): Reach | undefined {
    return reachOf(this.origin, hall, this.city.hall(hall)?.area);
  }

  /** The same as it may be told. Metres. */
  toldMetres(hall: string): number | undefined {
    const rules = this.city.city.value?.rules;
    return rules === undefined ? undefined : toldMetres(this.reach(hall), rules);
  }

  private get origin(): Origin | undefined {
    const { here, district } = this;
    if (here !== undefined) return { ...here, errorMetres: ROUNDING_METRES };
    const area = this.city.hall(district ?? '')?.area;
    return area === undefined ? undefined : { ...area, district };
  }

  open(): void {
    this.trouble = undefined;
    this.asking = true;
  }

  close(): void {
    this.asking = false;
  }

  /** Asks the phone; the question stays open when it does not tell. True when something was found. */
  locate(): Promise<boolean> {
    return this.take(() => this.platform.locate());
  }

  /** Lets the person choose a place on the phone's map. */
  choosePlace(): Promise<boolean> {
    return this.take(() => this.platform.choosePlace());
  }

  chooseDistrict(hall: string): void {
    this.found = undefined;
    this.chosenDistrict = hall;
    this.storage.write(KEY, hall);
    this.asking = false;
  }

  private async take(ask: () => Promise<Located>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = undefined;
    const located = await ask();
    runInAction(() => {
      this.busy = false;
      if (located.kind !== 'found') {
        this.trouble = located.kind;
      } else if (Number.isFinite(located.longitude) && Number.isFinite(located.latitude)) {
        this.found = { longitude: rounded(located.longitude), latitude: rounded(located.latitude) };
        this.trouble = this.tooFar ? 'tooFar' : undefined;
      } else {
        this.trouble = 'unavailable';
      }
      this.asking = this.asking && this.trouble !== undefined;
    });
    return this.trouble === undefined;
  }
}

function rounded(degrees: number): number {
  return Math.round(degrees * DEGREE_STEPS) / DEGREE_STEPS;
}

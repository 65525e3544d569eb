import { makeAutoObservable, runInAction } from 'mobx';
import type { Position } from '../../domain/geo/distance';
import type { Storage } from '../platform/storage';
import type { Located, Platform } from '../platform/types';
import type { CityStore } from './CityStore';

const KEY = 'district';
/** A thousandth of a degree is some hundred metres: enough to find a hall, too little to find a home. */
const DEGREE_STEPS = 1000;

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
  trouble: 'refused' | 'unavailable' | undefined = undefined;
  private readonly platform: Pick<Platform, 'locate' | 'choosePlace'>;
  private readonly city: CityStore;
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
    return this.found === undefined ? this.chosenDistrict : undefined;
  }

  get byPhone(): boolean {
    return this.found !== undefined;
  }

  /** Where to measure from; undefined when nobody knows. */
  get position(): Position | undefined {
    return this.found ?? this.city.hall(this.chosenDistrict ?? '')?.position;
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
      if (located.kind === 'found') {
        this.found = { longitude: rounded(located.longitude), latitude: rounded(located.latitude) };
        this.asking = false;
      } else {
        this.trouble = located.kind;
      }
    });
    return located.kind === 'found';
  }
}

function rounded(degrees: number): number {
  return Math.round(degrees * DEGREE_STEPS) / DEGREE_STEPS;
}

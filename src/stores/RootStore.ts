import {
  type Api,
  type ApiOptions,
  createApi,
  type SecondFactorSource,
  type TokenSource,
} from '../api/createApi';
import type { Storage } from '../platform/storage';
import type { Platform } from '../platform/types';
import { BookingStore } from './BookingStore';
import { CityStore } from './CityStore';
import { ConsentStore } from './ConsentStore';
import { HallListStore } from './HallListStore';
import { ImprovementsStore } from './ImprovementsStore';
import { KioskStore } from './KioskStore';
import { MyDataStore } from './MyDataStore';
import { NearestStore } from './NearestStore';
import { PeopleStore } from './PeopleStore';
import { PlaceStore } from './PlaceStore';
import { ReservationsStore } from './ReservationsStore';
import { SessionStore } from './SessionStore';
import { SettingsStore } from './SettingsStore';
import { SlotSearchStore } from './SlotSearchStore';
import { TicketsStore } from './TicketsStore';
import { WaitlistStore } from './WaitlistStore';

export interface RootStoreOptions {
  readonly platform: Platform;
  readonly storage: Storage;
  readonly cityCode: string;
  readonly clock: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** A store that holds something of the person, and lets go of it when they sign out. */
export interface Forgetful {
  forget(): void;
}

/** Every store, made once and handed what it needs. */
export class RootStore {
  readonly platform: Platform;
  readonly api: Api;
  readonly storage: Storage;
  readonly clock: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly settings: SettingsStore;
  readonly session: SessionStore;
  readonly consent: ConsentStore;
  readonly city: CityStore;
  readonly place: PlaceStore;
  readonly hallList: HallListStore;
  readonly kiosks: KioskStore;
  readonly search: SlotSearchStore;
  readonly nearest: NearestStore;
  readonly improvements: ImprovementsStore;
  readonly people: PeopleStore;
  readonly booking: BookingStore;
  readonly reservations: ReservationsStore;
  readonly myData: MyDataStore;
  readonly waitlist: WaitlistStore;
  readonly tickets: TicketsStore;
  private readonly apiOptions: Omit<ApiOptions, 'tokens'>;
  private readonly parts = new Map<new (root: RootStore) => Forgetful, Forgetful>();

  constructor({ platform, storage, cityCode, clock, pause }: RootStoreOptions) {
    this.platform = platform;
    this.storage = storage;
    this.clock = clock;
    this.pause = pause;
    this.settings = new SettingsStore(storage, platform);
    this.session = new SessionStore({
      platform,
      storage,
      clock,
      whenEnded: () => this.endHere(),
      whenSwitched: () => this.forget(),
    });
    this.consent = new ConsentStore();
    this.apiOptions = {
      platform,
      consents: this.consent,
      city: cityCode,
      device: deviceName(storage),
      language: () => this.settings.language,
      pause,
    };
    const api = createApi({ ...this.apiOptions, tokens: this.session });
    this.api = api;
    this.session.use(api);
    this.consent.use(api);
    this.city = new CityStore(api, { clock, keep: { storage, key: 'city-2' } });
    this.place = new PlaceStore(platform, this.city, storage);
    this.hallList = new HallListStore(this.city, this.place);
    this.kiosks = new KioskStore(api, this.city);
    this.search = new SlotSearchStore(api, this.city, storage, clock);
    this.people = new PeopleStore(api, clock);
    this.booking = new BookingStore({ api, people: this.people, storage, clock });
    this.reservations = new ReservationsStore(api, storage, clock);
    this.myData = new MyDataStore({ api, platform, settings: this.settings, clock });
    this.improvements = new ImprovementsStore(api, this.place, clock);
    this.nearest = new NearestStore({
      api,
      place: this.place,
      search: this.search,
      storage,
      clock,
      usualHall: () => this.reservations.mine.value?.reservations[0]?.hall,
    });
    this.waitlist = new WaitlistStore({ api, city: this.city, booking: this.booking, clock });
    this.tickets = new TicketsStore(api, storage, clock);
  }

  /** The service as somebody with another sign-in calls it from this phone: staff have one of their own. */
  apiAs(tokens: TokenSource & SecondFactorSource): Api {
    return createApi({ ...this.apiOptions, tokens, secondFactor: tokens });
  }

  /** The store of a sub-package: made when its page first asks, so that the main package does not carry it. */
  part<Store extends Forgetful>(Kind: new (root: RootStore) => Store): Store {
    const known = this.parts.get(Kind);
    if (known !== undefined) return known as Store;
    const made = new Kind(this);
    this.parts.set(Kind, made);
    return made;
  }

  /** Leaves nothing of the person on the phone. */
  signOut(): void {
    // The service forgets this phone too; when it does not answer, the sign-in expires by itself.
    if (this.session.current() !== undefined) this.myData.leave();
    this.endHere();
  }

  /** The sign-in has ended already: nothing of the person stays, and nobody signs in again without a tap. */
  endHere(): void {
    this.session.signOut();
    this.forget();
  }

  /** Lets go of everything of the person. */
  forget(): void {
    this.people.forget();
    this.booking.forget();
    this.reservations.forget();
    this.myData.forget();
    this.improvements.forget();
    this.waitlist.forget();
    this.tickets.forget();
    for (const part of this.parts.values()) part.forget();
  }
}

const DEVICE_KEY = 'device';

/** A name that this phone drew for itself once. It tells the service nothing but that it is the same phone. */
function deviceName(storage: Storage): string {
  const kept = storage.read(DEVICE_KEY);
  if (typeof kept === 'string') return kept;
  const drawn = Array.from({ length: 3 }, () => Math.random().toString(36).slice(2, 12)).join('-');
  storage.write(DEVICE_KEY, drawn);
  return drawn;
}

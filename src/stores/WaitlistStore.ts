import { makeAutoObservable, runInAction } from 'mobx';
import type { WaitlistEntry } from '../../contract/waitlist';
import { releaseInstant } from '../../domain/availability/slotsOfSession';
import { parseMinute } from '../../domain/calendar/hallTime';
import { addDays } from '../../domain/calendar/localDate';
import type { Service } from '../../domain/service';
import { listClosesAt } from '../../domain/waitlist/waitlistRules';
import { type ApiError, toApiError } from '../api/ApiError';
import type { Api } from '../api/createApi';
import type { BookingStore } from './BookingStore';
import type { CityStore } from './CityStore';
import { Loadable } from './Loadable';

/** Parts of the day that one may wait for; starts of a visit, both included. */
export const partsOfDay = {
  any: {},
  morning: { latestStart: '11:59' },
  afternoon: { earliestStart: '12:00' },
} as const;

export type PartOfDay = keyof typeof partsOfDay;

interface WaitlistOptions {
  readonly api: Api;
  readonly city: CityStore;
  readonly booking: BookingStore;
  readonly clock: () => number;
}

/** A place on the waitlist before it is taken, and those that are. Who comes is the booking's party. */
export class WaitlistStore {
  service: Service = 'passport';
  /** The hall and the day that were full; undefined where none was chosen. */
  hall: string | undefined = undefined;
  date: string | undefined = undefined;
  anyHall = true;
  anyDay = true;
  part: PartOfDay = 'any';
  automatic = true;
  busy = false;
  error: ApiError | undefined = undefined;
  readonly mine: Loadable<readonly WaitlistEntry[]>;
  private readonly options: WaitlistOptions;

  constructor(options: WaitlistOptions) {
    this.options = options;
    this.mine = new Loadable({ clock: options.clock });
    makeAutoObservable<this, 'options'>(this, { options: false, mine: false });
  }

  /** Begins with what was looked for and found full. */
  begin(wish: { readonly service: Service; readonly hall?: string; readonly date?: string }): void {
    this.service = wish.service;
    this.hall = wish.hall;
    this.date = wish.date;
    this.anyHall = wish.hall === undefined;
    this.anyDay = wish.date === undefined;
    this.part = 'any';
    this.error = undefined;
  }

  chooseAnyHall(any: boolean): void {
    this.anyHall = any;
  }

  chooseAnyDay(any: boolean): void {
    this.anyDay = any;
  }

  choosePart(part: PartOfDay): void {
    this.part = part;
  }

  chooseAutomatic(automatic: boolean): void {
    this.automatic = automatic;
  }

  /** Whether the list of a day still takes anyone: today's never does, and the phone's clock only decides tomorrow's. */
  isOpen(date: string): boolean {
    const { value: city } = this.options.city.city;
    if (city !== undefined && date > addDays(city.today, 1)) return true;
    const closes = city?.rules.waitlistCloses ?? '23:00';
    const closesAt = listClosesAt(date, { waitlistClosesMinute: parseMinute(closes) });
    return this.options.clock() < closesAt.getTime();
  }

  /** The days that can be waited for, as the choices stand; undefined when no list is open. */
  get days(): { readonly from: string; readonly to: string } | undefined {
    const city = this.options.city.city.value;
    if (city === undefined) return undefined;
    if (!this.anyDay && this.date !== undefined) {
      return this.isOpen(this.date) ? { from: this.date, to: this.date } : undefined;
    }
    const { horizonDays, release } = city.rules;
    const last = addDays(city.today, horizonDays);
    const released = releaseInstant(last, { horizonDays, releaseMinute: parseMinute(release) });
    const tomorrow = addDays(city.today, 1);
    return {
      from: this.isOpen(tomorrow) ? tomorrow : addDays(tomorrow, 1),
      to: this.options.clock() < released.getTime() ? addDays(last, -1) : last,
    };
  }

  get halls(): readonly string[] {
    if (!this.anyHall && this.hall !== undefined) return [this.hall];
    const halls = this.options.city.city.value?.halls ?? [];
    return halls.filter(({ mode }) => mode === 'dual-track').map(({ hall }) => hall);
  }

  /** Joins; null when it was refused (see `error`), is under way already, or something is not filled in. */
  async join(): Promise<WaitlistEntry | null> {
    const { api, booking } = this.options;
    const { days } = this;
    if (this.busy || days === undefined || booking.missing !== undefined) return null;
    const wish = { service: this.service, halls: [...this.halls], ...days, ...partsOfDay[this.part] };
    const input = { ...wish, ...booking.partyInput, automatic: this.automatic };
    try {
      const entry = await this.change(() => api.call('reservations', 'joinWaitlist', input));
      booking.keepParty();
      return entry ?? null;
    } catch (error) {
      runInAction(() => {
        this.error = toApiError(error);
      });
      return null;
    }
  }

  loadMine(): Promise<void> {
    const ask = async () => (await this.options.api.call('reservations', 'myWaitlist', {})).entries;
    return this.mine.load(ask);
  }

  /** Rejects with an `ApiError`; undefined when another change is under way. */
  accept(entry: string, slot: string): Promise<WaitlistEntry | undefined> {
    return this.change(() => this.options.api.call('reservations', 'acceptOffer', { entry, slot }));
  }

  decline(entry: string, slot: string): Promise<WaitlistEntry | undefined> {
    return this.change(() => this.options.api.call('reservations', 'declineOffer', { entry, slot }));
  }

  leave(entry: string): Promise<WaitlistEntry | undefined> {
    return this.change(() => this.options.api.call('reservations', 'leaveWaitlist', { entry }));
  }

  /** Seats that wait for an answer. */
  get offers(): readonly WaitlistEntry[] {
    return (this.mine.value ?? []).filter(({ offer }) => offer !== undefined);
  }

  get waiting(): readonly WaitlistEntry[] {
    return (this.mine.value ?? []).filter(({ status }) => status === 'waiting');
  }

  get live(): readonly WaitlistEntry[] {
    return [...this.offers, ...this.waiting];
  }

  /** Places that ended lately without a visit; one that was booked is shown as the visit. */
  get ended(): readonly WaitlistEntry[] {
    const shown: readonly WaitlistEntry['status'][] = ['lapsed', 'closed', 'booked-otherwise'];
    return (this.mine.value ?? []).filter(({ status }) => shown.includes(status));
  }

  forget(): void {
    this.mine.forget();
  }

  private async change(ask: () => Promise<{ entry: WaitlistEntry }>): Promise<WaitlistEntry | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.error = undefined;
    try {
      const { entry } = await ask();
      this.mine.accept([...(this.mine.value ?? []).filter(({ id }) => id !== entry.id), entry]);
      return entry;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

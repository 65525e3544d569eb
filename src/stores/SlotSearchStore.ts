import { makeAutoObservable } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { addDays } from '../../domain/calendar/localDate';
import type { RequestKind } from '../../domain/requests/requestKind';
import type { Service } from '../../domain/service';
import type { Api } from '../api/createApi';
import type { Storage } from '../platform/storage';
import type { CityStore } from './CityStore';
import { Loadable } from './Loadable';

type Search = OutputOf<Rooms['slots']['search']>;
export type EarliestOption = OutputOf<Rooms['slots']['earliest']>['options'][number];
export type OpenDay = Search['halls'][number]['days'][number];
export type OpenSlot = NonNullable<OpenDay['slots']>[number];

export type AnnouncedSession = OutputOf<Rooms['slots']['listAnnounced']>['sessions'][number];

/** Whose seats are looked at: everyone's, those of student sessions, or those that an approved request opens. */
export type SearchLane = 'appointment' | 'student' | RequestKind;

export type DayLevel = 'open' | 'few' | 'full' | 'soon' | 'closed' | 'over';

export interface CalendarDay {
  readonly date: string;
  readonly level: DayLevel;
  readonly open: number;
  /** When it opens, while it is `soon`. */
  readonly opensAt?: string | undefined;
  /** The official holiday notice does not reach this day yet. */
  readonly provisional: boolean;
  /** A weekend or holiday on which only some services are offered. */
  readonly overtime: boolean;
}

export interface HallCalendar {
  readonly hall: string;
  readonly days: readonly CalendarDay[];
}

/** Fewer than this share of the seats left counts as few. */
const FEW_SHARE = 0.15;
const KEY = 'last-search';

interface Kept {
  readonly service?: Service;
  readonly partySize?: number;
}

interface WholeCityOptions {
  readonly forget?: boolean;
  readonly lane?: SearchLane;
}

/** What the person looks for, and what is free. */
export class SlotSearchStore {
  service: Service = 'passport';
  partySize = 1;
  lane: SearchLane = 'appointment';
  /** Undefined for every hall of the city. */
  hall: string | undefined = undefined;
  date: string | undefined = undefined;
  readonly earliest: Loadable<readonly EarliestOption[]>;
  /** Days of the horizon, without slots. */
  readonly days: Loadable<Search>;
  /** One day, with slots. */
  readonly day: Loadable<Search>;
  /** Student sessions and overtime to come. */
  readonly announced: Loadable<OutputOf<Rooms['slots']['listAnnounced']>>;
  private asked = 0;
  /** The lane of which `days` tells. */
  private daysLane: SearchLane = 'appointment';
  private readonly api: Api;
  private readonly city: CityStore;
  private readonly storage: Storage;

  constructor(api: Api, city: CityStore, storage: Storage, clock: () => number) {
    this.api = api;
    this.city = city;
    this.storage = storage;
    this.earliest = new Loadable({ clock });
    this.days = new Loadable({ clock });
    this.day = new Loadable({ clock });
    this.announced = new Loadable({ clock });
    const kept = (storage.read(KEY) ?? {}) as Kept;
    this.service = kept.service ?? this.service;
    this.partySize = kept.partySize ?? this.partySize;
    makeAutoObservable<this, 'api' | 'city' | 'storage' | 'asked' | 'daysLane'>(this, {
      api: false,
      asked: false,
      city: false,
      daysLane: false,
      storage: false,
      earliest: false,
      days: false,
      day: false,
      announced: false,
    });
  }

  chooseService(service: Service): void {
    this.service = service;
    this.keep();
  }

  choosePartySize(size: number): void {
    this.partySize = size;
    this.keep();
  }

  chooseLane(lane: SearchLane): void {
    if (lane !== this.lane) this.date = undefined;
    this.lane = lane;
  }

  chooseHall(hall: string | undefined): void {
    this.hall = hall;
  }

  chooseDate(date: string | undefined): void {
    this.date = date;
  }

  loadEarliest({ forget = false } = {}): Promise<void> {
    const { service, partySize } = this;
    const ask = async () => (await this.api.call('slots', 'earliest', { service, partySize })).options;
    return this.earliest.load(ask, { forget });
  }

  /**
   * How full every hall is on every day of the horizon: what the calendar and the city at a glance both read. The
   * seats are everyone's unless another lane is named.
   */
  async loadWholeCity({ forget = false, lane = 'appointment' }: WholeCityOptions = {}): Promise<void> {
    await this.city.ensure();
    const city = this.city.city.value;
    if (city === undefined) return this.days.load(() => Promise.reject(this.city.city.error));
    // A link may name a hall that there is not.
    if (!city.halls.some(({ hall }) => hall === this.hall)) this.chooseHall(undefined);
    const { service, partySize } = this;
    const span = { from: city.today, to: addDays(city.today, city.rules.horizonDays + 1) };
    const other = lane !== this.daysLane;
    this.daysLane = lane;
    const ask = () => this.api.call('slots', 'search', { service, lane, partySize, ...span });
    await this.days.load(ask, { forget: forget || other });
  }

  loadAnnounced(): Promise<void> {
    return this.announced.load(() => this.api.call('slots', 'listAnnounced', {}));
  }

  /** What is announced for the service that is looked for. */
  get announcedForService(): readonly AnnouncedSession[] {
    return (this.announced.value?.sessions ?? []).filter(({ services }) => services.includes(this.service));
  }

  /** The days of student sessions, as the calendar shows days. */
  get studentDays(): readonly CalendarDay[] {
    const sessions = this.announcedForService.filter(
      ({ kind, halls }) => kind === 'student' && (this.hall === undefined || halls.includes(this.hall)),
    );
    return [...new Set(sessions.map(({ date }) => date))].map((date) => {
      const mine = sessions.filter((session) => session.date === date);
      const open = mine.reduce((sum, session) => sum + session.open, 0);
      const [opensAt] = mine.flatMap((session) => session.opensAt ?? []).sort();
      const level = open > 0 ? 'open' : opensAt === undefined ? 'full' : 'soon';
      return { date, level, open, opensAt, provisional: false, overtime: false };
    });
  }

  /** The days to choose from: of the calendar, or of student sessions. */
  get choosableDays(): readonly CalendarDay[] {
    return this.lane === 'student' ? this.studentDays : this.calendar;
  }

  /** When the next seats of the chosen day open, in the halls that are looked at; undefined when all are open. */
  get nextOpening(): string | undefined {
    const [next] = this.daysOfHalls.flatMap(({ day }) => day.opensAt ?? []).sort();
    return next;
  }

  /** Milliseconds that the service's clock is ahead of the phone's, as far as an answer tells. */
  get clockAhead(): number {
    const { value, at } = this.day.value === undefined ? this.announced : this.day;
    return value === undefined ? 0 : Date.parse(value.asOf) - at;
  }

  /** The calendar, then the chosen day; without a choice the first day with room is chosen. */
  async loadDays({ forget = false } = {}): Promise<void> {
    this.asked += 1;
    const { asked } = this;
    // Student sessions have days of their own; the calendar beside them is everyone's.
    const lane = this.lane === 'student' ? 'appointment' : this.lane;
    await Promise.all([this.loadWholeCity({ forget, lane }), this.loadAnnounced()]);
    // Someone has asked anew meanwhile: the newer question chooses the day.
    if (asked !== this.asked || this.days.value === undefined) return;
    const days = this.choosableDays;
    const chosen = days.find(({ date }) => date === this.date);
    if (chosen === undefined || !isWorthWaitingFor(chosen.level)) {
      const first = days.find(({ level }) => level === 'open' || level === 'few') ?? chosen;
      // Where nothing is open yet, a student session that opens soon is what they came for.
      this.chooseDate(first?.date ?? (this.lane === 'student' ? days[0]?.date : undefined));
    }
    await this.loadDay({ forget: true });
  }

  async loadDay({ forget = false } = {}): Promise<void> {
    const { service, partySize, date, lane } = this;
    if (date === undefined) return;
    const ask = () => this.api.call('slots', 'search', { service, lane, partySize, from: date, to: date });
    await this.day.load(ask, { forget });
  }

  /** Every day of the horizon with how full it is, over the chosen hall or all of them. */
  get calendar(): readonly CalendarDay[] {
    const halls = this.days.value?.halls.filter(({ hall }) => this.hall === undefined || hall === this.hall);
    return halls === undefined ? [] : this.calendarOf(halls);
  }

  /** The same for each hall by itself, in the order in which the city shows its halls. */
  get hallCalendars(): readonly HallCalendar[] {
    const found = this.days.value?.halls ?? [];
    const order = this.city.city.value?.halls.map(({ hall }) => hall) ?? [];
    return [...found]
      .sort((a, b) => order.indexOf(a.hall) - order.indexOf(b.hall))
      .map((hall) => ({ hall: hall.hall, days: this.calendarOf([hall]) }));
  }

  private calendarOf(halls: Search['halls']): CalendarDay[] {
    const today = this.city.today;
    if (today === undefined) return [];
    const horizon = (this.city.city.value?.rules.horizonDays ?? 14) + 1;
    return Array.from({ length: horizon + 1 }, (_, index) => {
      const date = addDays(today, index);
      return toCalendarDay(
        date,
        halls.flatMap(({ days }) => days.filter((day) => day.date === date)),
      );
    });
  }

  /** The halls that have slots on the chosen day, those with room first, and their slots. */
  get hallsThatDay(): readonly { hall: string; open: number; slots: readonly OpenSlot[] }[] {
    const halls = this.daysOfHalls.map(({ hall, day }) => ({ hall, open: day.open, slots: day.slots ?? [] }));
    return [...halls.filter(({ open }) => open > 0), ...halls.filter(({ open }) => open === 0)];
  }

  /**
   * The chosen day has slots, and none has room for the party. What the day itself says is newer than the calendar, which
   * may still show seats that somebody has just taken.
   */
  get isDaySoldOut(): boolean {
    const slots = this.daysOfHalls.flatMap(({ day }) => day.slots ?? []);
    return (
      slots.length > 0 && slots.every(({ open, opensAt }) => open < this.partySize && opensAt === undefined)
    );
  }

  private get daysOfHalls(): readonly { hall: string; day: OpenDay }[] {
    const { date, hall: only } = this;
    return (this.day.value?.halls ?? []).flatMap(({ hall, days }) => {
      const day = days.find((each) => each.date === date);
      return day === undefined || (only !== undefined && hall !== only) ? [] : [{ hall, day }];
    });
  }

  private keep(): void {
    const { service, partySize } = this;
    this.storage.write(KEY, { service, partySize } satisfies Kept);
  }
}

/** A day that was chosen and whose seats open later stays chosen: somebody waits for them. */
function isWorthWaitingFor(level: DayLevel): boolean {
  return level === 'open' || level === 'few' || level === 'soon';
}

function toCalendarDay(date: string, days: readonly OpenDay[]): CalendarDay {
  const open = days.reduce((sum, day) => sum + day.open, 0);
  const capacity = days.reduce((sum, day) => sum + day.capacity, 0);
  const opensAt = days.find((day) => day.opensAt !== undefined)?.opensAt;
  const provisional = days.some((day) => day.provisional);
  const overtime = days.some((day) => day.overtime === true);
  const facts = { date, open, provisional, overtime };
  if (days.length === 0) return { ...facts, level: 'closed' };
  if (capacity === 0) return { ...facts, level: 'over' };
  if (open === 0)
    return opensAt === undefined ? { ...facts, level: 'full' } : { ...facts, level: 'soon', opensAt };
  return { ...facts, level: open < capacity * FEW_SHARE ? 'few' : 'open' };
}

import { makeAutoObservable, runInAction } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { Ticket } from '../../contract/tickets';
import { readEntranceCode } from '../../domain/queue/entranceCode';
import type { GreenReason } from '../../domain/queue/greenChannel';
import type { Service } from '../../domain/service';
import { type ApiError, toApiError } from '../api/ApiError';
import { Loadable } from './Loadable';
import type { RootStore } from './RootStore';
import type { EarliestOption } from './SlotSearchStore';
import type { Presence } from './TicketsStore';

export type HallQueue = OutputOf<Rooms['tickets']['halls']>['halls'][number];

/** Where the person says they are: seen by the phone, or there in so many minutes. */
export type Arrival = 'near' | number;

const hallGroupKinds = ['known', 'unknown', 'full', 'closed'] as const;

/** Halls whose wait is known, those where nobody calls, and those that give no tickets, with why. */
export interface HallGroup {
  readonly why: (typeof hallGroupKinds)[number];
  readonly halls: readonly HallQueue[];
}

type Parts = Pick<RootStore, 'api' | 'booking' | 'city' | 'clock' | 'place' | 'tickets'>;

const OTHER_HALLS = 3;

/** A ticket before it is taken: the hall, who shows up, when. Who comes for what is the booking's party. */
export class TakingStore {
  hall: string | undefined = undefined;
  /** The code at the entrance of this hall, once it was scanned. */
  code: string | undefined = undefined;
  arrival: Arrival | undefined = undefined;
  green: GreenReason | undefined = undefined;
  busy = false;
  error: ApiError | undefined = undefined;
  readonly halls: Loadable<readonly HallQueue[]>;
  /** The soonest appointment, for a hall that serves nobody else today. */
  readonly earliest: Loadable<readonly EarliestOption[]>;
  private readonly root: Parts;

  constructor(root: Parts) {
    this.root = root;
    this.halls = new Loadable({ clock: root.clock });
    this.earliest = new Loadable({ clock: root.clock });
    makeAutoObservable<this, 'root'>(this, { root: false, halls: false, earliest: false });
  }

  /** Begins anew, with those who came last time. */
  begin(wish: { readonly hall?: string | undefined; readonly service: Service }): void {
    this.root.booking.begin('', wish.service);
    this.chooseHall(wish.hall);
    this.arrival = undefined;
    this.green = undefined;
  }

  /** Another hall, or none; everyone and everything else stays. */
  chooseHall(hall: string | undefined): void {
    this.hall = hall;
    this.code = undefined;
    this.error = undefined;
  }

  /** Reads the code of an entrance, scanned or in a link; false when the text holds none. */
  readCode(text: string): boolean {
    const entrance = readEntranceCode(text);
    if (entrance === null) return false;
    this.chooseHall(entrance.hall);
    this.code = entrance.code;
    return true;
  }

  chooseArrival(arrival: Arrival): void {
    this.arrival = arrival;
    this.error = undefined;
  }

  toggleGreen(reason: GreenReason): void {
    this.green = this.green === reason ? undefined : reason;
  }

  /** How long one waits where. Nearest to the person, or to the hall that they chose, where nobody knows more. */
  async loadHalls(): Promise<void> {
    const { api, booking, place } = this.root;
    const { near, district = this.hall } = place.from;
    const [service] = booking.services;
    const input = {
      ...(service === undefined ? {} : { service }),
      ...(near !== undefined ? { near } : district === undefined ? {} : { district }),
    };
    await this.halls.load(async () => (await api.call('tickets', 'halls', input)).halls, { quiet: true });
    if (this.cannotServe) await this.loadEarliest();
  }

  /** The queue of the chosen hall. */
  get queue(): HallQueue | undefined {
    return this.halls.value?.find(({ hall }) => hall === this.hall);
  }

  /** Why the chosen hall gives no ticket; undefined while it does. */
  get cannotServe(): 'closed' | 'full' | undefined {
    if (this.error?.code === 'HALL_CLOSED') return 'closed';
    if (this.error?.code === 'NO_TICKETS_LEFT') return 'full';
    return this.queue?.because;
  }

  /** All halls, in the order of the service, by what is said of their waits: once for all that have it in common. */
  get hallGroups(): readonly HallGroup[] {
    const halls = this.halls.value ?? [];
    const whyOf = ({ because, wait }: HallQueue) => because ?? (wait === undefined ? 'unknown' : 'known');
    return hallGroupKinds
      .map((why) => ({ why, halls: halls.filter((queue) => whyOf(queue) === why) }))
      .filter((group) => group.halls.length > 0);
  }

  /** Halls that still give tickets, the nearest first. */
  get otherHalls(): readonly HallQueue[] {
    const others = (this.halls.value ?? []).filter(
      ({ hall, givesTickets }) => givesTickets && hall !== this.hall,
    );
    return others.slice(0, OTHER_HALLS);
  }

  /** What is still to be filled in; undefined when nothing is. */
  get missing(): 'hall' | 'person' | 'arrival' | undefined {
    if (this.hall === undefined) return 'hall';
    if (this.root.booking.party.length === 0) return 'person';
    return this.presence === undefined ? 'arrival' : undefined;
  }

  /** How the phone shows that its owner is at the hall or soon will be. */
  get presence(): Presence | undefined {
    const { place } = this.root;
    if (this.code !== undefined) return { hallCode: this.code };
    if (typeof this.arrival === 'number') return { arriveInMinutes: this.arrival };
    const { here } = place;
    return this.arrival === 'near' && here !== undefined ? { near: { ...here } } : undefined;
  }

  /** Takes the ticket; null when it was refused (see `error`), is under way already, or something is missing. */
  async take(): Promise<Ticket | null> {
    const { api, booking, tickets } = this.root;
    const { hall, presence, green } = this;
    if (this.busy || this.missing !== undefined || hall === undefined || presence === undefined) return null;
    const services = [...booking.services];
    const people = booking.party.map(({ id }) => ({ person: { id }, services }));
    const input = { hall, people, presence, ...(green === undefined ? {} : { green }) };
    this.busy = true;
    this.error = undefined;
    try {
      const { ticket } = await api.call('tickets', 'take', input);
      booking.keepParty();
      tickets.accept(ticket);
      return ticket;
    } catch (error) {
      this.refused(toApiError(error));
      return null;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }

  forget(): void {
    this.green = undefined;
    this.code = undefined;
    this.error = undefined;
  }

  private refused(error: ApiError): void {
    this.error = error;
    // A code of yesterday or of another place says nothing: let them show it another way.
    if (error.code === 'HALL_CODE_INVALID') this.code = undefined;
    if (this.cannotServe !== undefined) void this.loadHalls();
  }

  private loadEarliest(): Promise<void> {
    const { api, booking, place } = this.root;
    const [service = 'passport', ...also] = booking.services;
    const partySize = Math.max(1, booking.party.length);
    const input = { service, also, partySize, limit: 1, ...place.from };
    return this.earliest.load(async () => (await api.call('slots', 'earliest', input)).options);
  }
}

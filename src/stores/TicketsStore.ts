import { makeAutoObservable, runInAction } from 'mobx';
import type { InputOf, Rooms } from '../../contract/rooms';
import type { Ticket } from '../../contract/tickets';
import { toHallTime } from '../../domain/calendar/hallTime';
import { secondsToNextLook } from '../../domain/queue/lookPace';
import { liveTicketStatuses } from '../../domain/queue/ticketStatus';
import type { Api } from '../api/createApi';
import type { Storage } from '../platform/storage';
import { Loadable } from './Loadable';

export type Presence = InputOf<Rooms['tickets']['take']>['presence'];

/** My tickets of today: kept on the phone (masked), so that a number shows without a network, with its age. */
export class TicketsStore {
  readonly mine: Loadable<readonly Ticket[]>;
  /** The one that a page shows. */
  readonly shown: Loadable<Ticket>;
  busy = false;
  /** Looks in a row that found no answer. */
  private failures = 0;
  private readonly api: Api;
  private readonly clock: () => number;

  constructor(api: Api, storage: Storage, clock: () => number) {
    this.api = api;
    this.clock = clock;
    this.mine = new Loadable({ clock, keep: { storage, key: 'my-tickets' } });
    this.shown = new Loadable({ clock });
    makeAutoObservable<this, 'api' | 'clock' | 'failures'>(this, {
      api: false,
      clock: false,
      failures: false,
      mine: false,
      shown: false,
    });
  }

  async loadMine(): Promise<void> {
    await this.mine.load(async () => (await this.api.call('tickets', 'listMine', {})).tickets, {
      quiet: true,
    });
    this.count(this.mine);
  }

  /** Shows what is known at once and then asks. */
  async load(id: string): Promise<void> {
    const known = (this.mine.value ?? []).find((ticket) => ticket.id === id);
    const another = this.shown.value?.id !== id;
    if (another && known !== undefined) this.shown.accept(known);
    const ask = async () => (await this.api.call('tickets', 'get', { ticket: id })).ticket;
    await this.shown.load(ask, another && known === undefined ? { forget: true } : { quiet: true });
    this.count(this.shown);
    if (this.shown.error === undefined && this.shown.value !== undefined) this.refresh(this.shown.value);
  }

  /** Tickets of today that still count, the newest first. What the phone kept from yesterday has ended with the day. */
  get live(): readonly Ticket[] {
    return this.ofToday.filter(({ status }) => liveTicketStatuses.includes(status));
  }

  /** The newest ticket of a visit; undefined before it has checked in. */
  ofVisit(reservation: string): Ticket | undefined {
    return this.ofToday.find((ticket) => ticket.reservation === reservation);
  }

  /** When to look again at one of these, the soonest; null when nothing more happens to any. Seconds. */
  secondsToNextLook(tickets: readonly Ticket[]): number | null {
    const seconds = tickets.flatMap((ticket) => secondsToNextLook(ticket, this.failures) ?? []);
    return seconds.length === 0 ? null : Math.min(...seconds);
  }

  /** Rejects with an `ApiError`; undefined when another change is under way. */
  checkIn(reservation: string, presence: Presence): Promise<Ticket | undefined> {
    return this.change(() => this.api.call('tickets', 'checkIn', { reservation, presence }));
  }

  /** Gives a ticket back. Rejects with an `ApiError`; undefined when another change is under way. */
  leave(id: string): Promise<Ticket | undefined> {
    return this.change(() => this.api.call('tickets', 'leave', { ticket: id }));
  }

  /** Takes in a ticket that was just taken or changed. */
  accept(ticket: Ticket): void {
    this.shown.accept(ticket);
    this.mine.accept([ticket, ...this.ofToday.filter(({ id }) => id !== ticket.id)]);
  }

  forget(): void {
    this.mine.forget();
    this.shown.forget();
  }

  private get ofToday(): readonly Ticket[] {
    // Both by the phone's own clock, so that a clock that is wrong hides nothing.
    const day = (at: number) => toHallTime(new Date(at)).date;
    return day(this.mine.at) === day(this.clock()) ? (this.mine.value ?? []) : [];
  }

  /** A link may open a ticket of another day, which is none of today's. */
  private refresh(ticket: Ticket): void {
    if (ticket.date !== toHallTime(new Date(ticket.asOf)).date) return;
    const known = this.ofToday;
    const isKnown = known.some(({ id }) => id === ticket.id);
    this.mine.accept(
      isKnown ? known.map((each) => (each.id === ticket.id ? ticket : each)) : [ticket, ...known],
    );
  }

  private count({ error }: Loadable<unknown>): void {
    this.failures = error === undefined ? 0 : this.failures + 1;
  }

  private async change(ask: () => Promise<{ ticket: Ticket }>): Promise<Ticket | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const { ticket } = await ask();
      this.accept(ticket);
      return ticket;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

import { makeAutoObservable, runInAction } from 'mobx';
import type { DeskEntry } from '../../contract/desk';
import type { InputOf, OutputOf, Rooms } from '../../contract/rooms';
import type { AcceptanceReason } from '../../domain/document/documentStatus';
import type { GreenReason } from '../../domain/queue/greenChannel';
import { toApiError } from '../api/ApiError';
import type { Api } from '../api/createApi';
import type { DeskSessionStore } from './DeskSessionStore';
import { Loadable } from './Loadable';

export type Today = OutputOf<Rooms['desk']['today']>;
export type DeskList = NonNullable<InputOf<Rooms['desk']['today']>['show']>;
export type CheckInBy = InputOf<Rooms['desk']['checkIn']>['by'];
/** One service of one person of a ticket. */
export type Application = InputOf<Rooms['desk']['correctAcceptance']>['accepted'][number];
export type NewTicket = Omit<InputOf<Rooms['desk']['issueTicket']>, 'hall'>;

export type ShownDocument = Omit<InputOf<Rooms['desk']['freeDocument']>, 'hall'>;

/** The lists of a day, in the order in which somebody passes through them. */
export const deskLists = ['coming', 'waiting', 'windows', 'served', 'missed'] as const satisfies DeskList[];

/** As many as a phone draws quickly; the rest is found by searching. */
const SHOWN = 50;

export interface DeskTodayOptions {
  readonly api: Api;
  readonly session: DeskSessionStore;
  readonly clock: () => number;
}

/** Who comes to the hall today: lists, search, checking in, and tickets for those without a phone. */
export class DeskTodayStore {
  show: (typeof deskLists)[number] = 'coming';
  readonly today: Loadable<Today>;
  /** What a search found; undefined while nobody searches. */
  readonly found: Loadable<readonly DeskEntry[]>;
  text = '';
  busy = false;
  /** Who was checked in or given a ticket last: their number is told to them. */
  given: DeskEntry | undefined = undefined;
  /** Why a ticket was not given: somebody of the party can check in for this appointment. */
  appointment: { readonly reservation: string; readonly time: string } | undefined = undefined;
  private readonly options: DeskTodayOptions;

  constructor(options: DeskTodayOptions) {
    const { clock } = options;
    this.options = options;
    this.today = new Loadable({ clock });
    this.found = new Loadable({ clock });
    makeAutoObservable<this, 'options'>(this, { options: false, today: false, found: false });
  }

  async load({ forget = false } = {}): Promise<void> {
    const { api, session } = this.options;
    const { hall } = session;
    if (hall === undefined) return;
    const { show } = this;
    await this.today.load(() => api.call('desk', 'today', { hall, show, limit: SHOWN }), { forget });
  }

  async choose(show: (typeof deskLists)[number]): Promise<void> {
    if (show === this.show) return;
    const { value } = this.today;
    this.show = show;
    // The counts stay; the people of another list do not.
    if (value !== undefined) this.today.accept({ ...value, entries: [] });
    await this.load();
  }

  write(text: string): void {
    this.text = text;
    if (text.trim() === '') this.found.forget();
  }

  async search(): Promise<void> {
    const { api, session } = this.options;
    const { hall } = session;
    const text = this.text.trim();
    if (hall === undefined || text === '') return;
    const find = async () => (await api.call('desk', 'find', { hall, text })).entries;
    await this.found.load(find, { forget: true });
  }

  /** One tap after the scan. Rejects with an `ApiError`. */
  async checkIn(by: CheckInBy, green?: GreenReason): Promise<DeskEntry | undefined> {
    return this.give(async (hall) => {
      const input = { hall, by, ...(green === undefined ? {} : { green }) };
      return (await this.options.api.call('desk', 'checkIn', input)).entry;
    });
  }

  /** Rejects with an `ApiError`; an appointment that takes the ticket's place is kept in `appointment`. */
  async issue(ticket: NewTicket): Promise<DeskEntry | undefined> {
    this.appointment = undefined;
    try {
      return await this.give(
        async (hall) => (await this.options.api.call('desk', 'issueTicket', { hall, ...ticket })).entry,
      );
    } catch (error) {
      const { code, details } = toApiError(error);
      if (code !== 'CHECK_IN_INSTEAD') throw error;
      runInAction(() => {
        this.appointment = { reservation: String(details.reservation), time: String(details.time) };
      });
      return undefined;
    }
  }

  /** Frees a document that its owner shows; how much has ended. Rejects with an `ApiError`. */
  async freeDocument(document: ShownDocument): Promise<number> {
    const { api, session } = this.options;
    const { hall } = session;
    if (hall === undefined) return 0;
    return (await api.call('desk', 'freeDocument', { hall, ...document })).ended;
  }

  /** Puts right what was accepted of a served ticket. Rejects with an `ApiError`. */
  async correct(ticket: string, accepted: readonly Application[], reason: AcceptanceReason): Promise<void> {
    const { api, session } = this.options;
    const { hall } = session;
    if (hall === undefined || this.busy) return;
    this.busy = true;
    try {
      await api.call('desk', 'correctAcceptance', { hall, ticket, accepted: [...accepted], reason });
      await this.load();
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }

  /** Takes a check-in or a ticket back, shortly after. Rejects with an `ApiError`. */
  async undo({ ticket }: DeskEntry): Promise<void> {
    if (ticket === undefined) return;
    await this.give(async (hall) => (await this.options.api.call('desk', 'undo', { hall, ticket })).entry);
    this.dismiss();
  }

  /** The person has their number. */
  dismiss(): void {
    this.given = undefined;
    this.appointment = undefined;
  }

  forget(): void {
    this.today.forget();
    this.found.forget();
    this.text = '';
    this.dismiss();
  }

  private async give(work: (hall: string) => Promise<DeskEntry>): Promise<DeskEntry | undefined> {
    const { hall } = this.options.session;
    if (hall === undefined || this.busy) return undefined;
    this.busy = true;
    try {
      const entry = await work(hall);
      runInAction(() => {
        this.given = entry;
        this.write('');
      });
      void this.load();
      return entry;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

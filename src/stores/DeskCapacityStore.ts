import { makeAutoObservable, runInAction } from 'mobx';
import type { InputOf, OutputOf, Rooms } from '../../contract/rooms';
import type { Lane } from '../../domain/lane';
import { type ApiError, toApiError } from '../api/ApiError';
import type { Api } from '../api/createApi';
import type { DeskSessionStore } from './DeskSessionStore';
import { Loadable } from './Loadable';

/** A lane on a day: its sessions, and the hall's hours. */
export type CapacityDay = OutputOf<Rooms['desk']['capacity']>;
export type Cut = OutputOf<Rooms['desk']['setCapacity']>;
type SeatsInput = InputOf<Rooms['desk']['setCapacity']>;
export type NewSession = Omit<InputOf<Rooms['desk']['openSession']>, 'hall' | 'lane' | 'date'>;

/** What shall become of the seats: other numbers for some half hours, or an early end of the day. */
export type SeatChange =
  | ({ readonly kind: 'seats' } & Pick<
      SeatsInput,
      'from' | 'to' | 'seats' | 'windows' | 'otherLanes' | 'until'
    >)
  | { readonly kind: 'close'; readonly at: string; readonly until?: string };

export interface DeskCapacityOptions {
  readonly api: Api;
  readonly session: DeskSessionStore;
  readonly clock: () => number;
}

/** The seats of a lane on a day, and changes of them that are shown before they are made. */
export class DeskCapacityStore {
  lane: Lane = 'appointment';
  date = '';
  readonly day: Loadable<CapacityDay>;
  /** Whom the change would touch, or has touched; undefined until it was asked. */
  cut: Cut | undefined = undefined;
  busy = false;
  error: ApiError | undefined = undefined;
  private asked: SeatChange | undefined = undefined;
  private readonly options: DeskCapacityOptions;

  constructor(options: DeskCapacityOptions) {
    this.options = options;
    this.day = new Loadable({ clock: options.clock });
    makeAutoObservable<this, 'options'>(this, { options: false, day: false });
  }

  /** Looks anew at the day that is shown; at first that is today. */
  async load(today: string | undefined): Promise<void> {
    const date = this.date || today;
    if (date !== undefined) await this.show(this.lane, date);
  }

  /** For a page that was opened by itself. */
  async ensure(today: string | undefined): Promise<void> {
    if (this.day.value === undefined) await this.load(today);
  }

  async show(lane: Lane, date: string): Promise<void> {
    const other = lane !== this.lane || date !== this.date;
    this.lane = lane;
    this.date = date;
    const { api, session } = this.options;
    const { hall } = session;
    if (hall === undefined) return;
    const ask = () => api.call('desk', 'capacity', { hall, lane, date });
    await this.day.load(ask, { forget: other });
  }

  /** Forgets a question that was asked about other numbers. */
  reconsider(): void {
    this.cut = undefined;
    this.error = undefined;
    this.asked = undefined;
  }

  /** Asks whom a change would touch; nothing changes. */
  preview(change: SeatChange): Promise<void> {
    return this.attempt(async (hall) => {
      const cut = await this.send(hall, change, false);
      runInAction(() => {
        this.cut = cut;
        this.asked = change;
      });
    });
  }

  /** Makes the change that was shown. */
  apply(): Promise<void> {
    const { asked, cut } = this;
    if (asked === undefined) return Promise.resolve();
    return this.attempt(async (hall) => {
      const { applied, affected } = await this.send(hall, asked, true);
      runInAction(() => {
        // A retry of a change that was made already tells nobody again: what was shown stands.
        this.cut = { applied, affected: affected.length > 0 ? affected : (cut?.affected ?? []) };
        this.asked = undefined;
      });
      await this.show(this.lane, this.date);
    });
  }

  /** Opens a session of its own on the day that is shown. True once it stands. */
  async open(session: NewSession): Promise<boolean> {
    let opened = false;
    await this.attempt(async (hall) => {
      const { lane, date } = this;
      const { sessions } = await this.options.api.call('desk', 'openSession', {
        hall,
        lane,
        date,
        ...session,
      });
      this.day.accept({ hours: [], ...this.day.value, sessions });
      opened = true;
    });
    return opened;
  }

  /** Takes the early closing of the day that is shown back. True once the hall keeps its hours. */
  async reopen(): Promise<boolean> {
    let reopened = false;
    await this.attempt(async (hall) => {
      const { lane, date } = this;
      await this.options.api.call('desk', 'reopen', { hall, date });
      reopened = true;
      await this.show(lane, date);
    });
    return reopened;
  }

  forget(): void {
    this.day.forget();
    this.reconsider();
    this.date = '';
  }

  private send(hall: string, change: SeatChange, apply: boolean): Promise<Cut> {
    const { lane, date } = this;
    const { api } = this.options;
    if (change.kind === 'close') {
      const { kind: _kind, ...closing } = change;
      return api.call('desk', 'closeEarly', { hall, date, ...closing, apply });
    }
    const { kind: _kind, ...seats } = change;
    return api.call('desk', 'setCapacity', { hall, lane, date, ...seats, apply });
  }

  private async attempt(work: (hall: string) => Promise<void>): Promise<void> {
    const { hall } = this.options.session;
    if (hall === undefined || this.busy) return;
    this.busy = true;
    this.error = undefined;
    try {
      await work(hall);
    } catch (error) {
      runInAction(() => {
        this.error = toApiError(error);
      });
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

import { makeAutoObservable, runInAction } from 'mobx';
import type { DeskSession } from '../../contract/desk';
import type { InputOf, OutputOf, Rooms } from '../../contract/rooms';
import type { Lane } from '../../domain/lane';
import { type ApiError, toApiError } from '../api/ApiError';
import type { Api } from '../api/createApi';
import type { DeskSessionStore } from './DeskSessionStore';
import { Loadable } from './Loadable';

export type Cut = OutputOf<Rooms['desk']['setCapacity']>;
type SeatsInput = InputOf<Rooms['desk']['setCapacity']>;
export type NewSession = Omit<InputOf<Rooms['desk']['openSession']>, 'hall' | 'lane' | 'date'>;

/** What shall become of the seats: other numbers for some half hours, or an early end of the day. */
export type SeatChange =
  | ({ readonly kind: 'seats' } & Pick<SeatsInput, 'from' | 'to' | 'seats' | 'windows'>)
  | { readonly kind: 'close'; readonly at: string };

export interface DeskCapacityOptions {
  readonly api: Api;
  readonly session: DeskSessionStore;
  readonly clock: () => number;
}

/** The seats of a lane on a day, and changes of them that are shown before they are made. */
export class DeskCapacityStore {
  lane: Lane = 'appointment';
  date = '';
  readonly sessions: Loadable<readonly DeskSession[]>;
  /** Whom the change would touch, or has touched; undefined until it was asked. */
  cut: Cut | undefined = undefined;
  busy = false;
  error: ApiError | undefined = undefined;
  private asked: SeatChange | undefined = undefined;
  private readonly options: DeskCapacityOptions;

  constructor(options: DeskCapacityOptions) {
    this.options = options;
    this.sessions = new Loadable({ clock: options.clock });
    makeAutoObservable<this, 'options'>(this, { options: false, sessions: false });
  }

  /** Looks anew at the day that is shown; at first that is today. */
  async load(today: string | undefined): Promise<void> {
    const date = this.date || today;
    if (date !== undefined) await this.show(this.lane, date);
  }

  /** For a page that was opened by itself. */
  async ensure(today: string | undefined): Promise<void> {
    if (this.sessions.value === undefined) await this.load(today);
  }

  async show(lane: Lane, date: string): Promise<void> {
    const other = lane !== this.lane || date !== this.date;
    this.lane = lane;
    this.date = date;
    const { api, session } = this.options;
    const { hall } = session;
    if (hall === undefined) return;
    const ask = async () => (await api.call('desk', 'capacity', { hall, lane, date })).sessions;
    await this.sessions.load(ask, { forget: other });
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
      this.sessions.accept(sessions);
      opened = true;
    });
    return opened;
  }

  forget(): void {
    this.sessions.forget();
    this.reconsider();
    this.date = '';
  }

  private send(hall: string, change: SeatChange, apply: boolean): Promise<Cut> {
    const { lane, date } = this;
    const { api } = this.options;
    if (change.kind === 'close') return api.call('desk', 'closeEarly', { hall, date, at: change.at, apply });
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

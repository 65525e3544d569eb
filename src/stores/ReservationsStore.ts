import { makeAutoObservable, runInAction } from 'mobx';
import type { Reservation } from '../../contract/reservations';
import type { Api } from '../api/createApi';
import type { Storage } from '../platform/storage';
import { Loadable } from './Loadable';

interface Page {
  readonly reservations: readonly Reservation[];
  readonly hasMore: boolean;
}

/** My reservations: kept on the phone (masked), so that the code can be shown without a network. */
export class ReservationsStore {
  readonly mine: Loadable<Page>;
  /** The one that a page shows. */
  readonly shown: Loadable<Reservation>;
  busy = false;
  private readonly api: Api;

  constructor(api: Api, storage: Storage, clock: () => number) {
    this.api = api;
    this.mine = new Loadable({ clock, keep: { storage, key: 'my-reservations' } });
    this.shown = new Loadable({ clock });
    makeAutoObservable<this, 'api'>(this, { api: false, mine: false, shown: false });
  }

  loadMine(): Promise<void> {
    return this.mine.load(() => this.api.call('reservations', 'listMine', {}));
  }

  async loadMore(): Promise<void> {
    const page = this.mine.value;
    const last = page?.reservations.at(-1);
    if (page === undefined || last === undefined) return;
    await this.mine.load(async () => {
      const next = await this.api.call('reservations', 'listMine', { before: last.id });
      const known = new Set(page.reservations.map(({ id }) => id));
      const more = next.reservations.filter(({ id }) => !known.has(id));
      return { reservations: [...page.reservations, ...more], hasMore: next.hasMore };
    });
  }

  /** Shows what is known at once and then asks. */
  async load(id: string): Promise<void> {
    const known = this.mine.value?.reservations.find((reservation) => reservation.id === id);
    if (known !== undefined) this.shown.accept(known);
    const ask = async () => (await this.api.call('reservations', 'get', { reservation: id })).reservation;
    await this.shown.load(ask, { forget: this.shown.value?.id !== id });
  }

  get next(): Reservation | undefined {
    return this.coming[0];
  }

  get coming(): readonly Reservation[] {
    return (this.mine.value?.reservations ?? []).filter(({ actions }) => actions.length > 0);
  }

  get past(): readonly Reservation[] {
    return (this.mine.value?.reservations ?? []).filter(({ actions }) => actions.length === 0);
  }

  /** Rejects with an `ApiError`; undefined when another change is under way. */
  cancel(id: string): Promise<Reservation | undefined> {
    return this.change(() => this.api.call('reservations', 'cancel', { reservation: id }));
  }

  reschedule(id: string, slot: string): Promise<Reservation | undefined> {
    return this.change(() => this.api.call('reservations', 'reschedule', { reservation: id, slot }));
  }

  /** Takes the seat that the hall offers instead, or keeps the present one. */
  answerMove(id: string, answer: 'acceptMove' | 'declineMove'): Promise<Reservation | undefined> {
    return this.change(() => this.api.call('reservations', answer, { reservation: id }));
  }

  /** Takes in what was just booked or changed. */
  take(reservation: Reservation): void {
    this.shown.accept(reservation);
    const page = this.mine.value ?? { reservations: [], hasMore: false };
    const others = page.reservations.filter(({ id }) => id !== reservation.id);
    this.mine.accept({ ...page, reservations: [...others, reservation].sort(byTurn) });
  }

  forget(): void {
    this.mine.forget();
    this.shown.forget();
  }

  private async change(ask: () => Promise<{ reservation: Reservation }>): Promise<Reservation | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const { reservation } = await ask();
      this.take(reservation);
      return reservation;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

/** The service's own order: visits to come, soonest first; then those that are over, newest first. */
function byTurn(a: Reservation, b: Reservation): number {
  const [comingA, comingB] = [a.actions.length > 0, b.actions.length > 0];
  if (comingA !== comingB) return comingA ? -1 : 1;
  const order = startOf(a).localeCompare(startOf(b)) || a.id.localeCompare(b.id);
  return comingA ? order : -order;
}

/** When it starts, as an instant: halls are at UTC+8. */
function startOf({ date, start }: Reservation): string {
  return new Date(Date.parse(`${date}T${start}:00Z`) - 8 * 3_600_000).toISOString();
}

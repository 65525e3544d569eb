import { makeAutoObservable, runInAction } from 'mobx';
import type { DeskEntry, DeskWindow } from '../../contract/desk';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { isAtLeast } from '../../domain/desk/permissions';
import { afterStep, stepsFor, type WindowStep } from '../../domain/desk/windowSteps';
import type { Lane } from '../../domain/lane';
import type { Service } from '../../domain/service';
import type { Api } from '../api/createApi';
import { hallParts } from '../i18n/dates';
import type { Storage } from '../platform/storage';
import { DeskOutboxStore, type QueuedStep, type StepAnswer, type StepCall } from './DeskOutboxStore';
import type { DeskSessionStore } from './DeskSessionStore';
import { Loadable } from './Loadable';

type Windows = OutputOf<Rooms['desk']['windows']>;
type Person = DeskEntry['people'][number];

/** Somebody's last step, while it can be taken back, and what came of it. */
interface LastStep {
  readonly entry: DeskEntry;
  readonly step: WindowStep;
}

const LAST_KEY = 'desk-last';

export interface DeskWindowOptions {
  readonly api: Api;
  readonly session: DeskSessionStore;
  readonly storage: Storage;
  readonly clock: () => number;
}

/**
 * The window at which somebody sits. What it shows is what the service last said with the steps on top that it has not
 * answered yet, so that work goes on without a network.
 */
export class DeskWindowStore {
  readonly windows: Loadable<Windows>;
  readonly outbox: DeskOutboxStore;
  busy = false;
  last: LastStep | undefined;
  /** What was asked for and is not accepted. */
  private leftOut = new Set<string>();
  /** When each service is ready, by person's residence; asked while somebody is served. */
  private promises = new Map<string, string>();
  /** How many waited, for other lanes, when a call found nobody. */
  private waitedInVain: number | undefined = undefined;
  /** By how much the hall's clock is ahead of the phone's. Milliseconds. */
  private ahead = 0;
  private readonly options: DeskWindowOptions;

  constructor(options: DeskWindowOptions) {
    const { api, session, storage, clock } = options;
    this.options = options;
    this.windows = new Loadable({ clock, keep: { storage, key: 'desk-windows' } });
    this.last = storage.read(LAST_KEY) as LastStep | undefined;
    this.outbox = new DeskOutboxStore({
      api,
      storage,
      clock,
      account: () => session.post?.account,
      onAnswer: (step, answer) => this.takeAnswer(step, answer),
    });
    makeAutoObservable<this, 'options'>(this, { options: false, windows: false, outbox: false });
  }

  /** Looks at the hall's windows; once something comes through, what waited is sent. */
  async load(): Promise<void> {
    const { session, api, clock } = this.options;
    const { hall } = session;
    if (hall === undefined) return;
    await this.windows.load(() => api.call('desk', 'windows', { hall }));
    const { value, error } = this.windows;
    if (value === undefined || error !== undefined) return;
    runInAction(() => {
      this.ahead = Date.parse(value.asOf) - clock();
    });
    this.outbox.networkChanged(true);
    this.askPromises();
  }

  /** The window that this account has opened. */
  get mine(): DeskWindow | undefined {
    return this.windows.value?.windows.find(({ mine }) => mine);
  }

  /** The other windows that are open, to send somebody on to. */
  get others(): readonly DeskWindow[] {
    return (this.windows.value?.windows ?? []).filter(({ mine }) => !mine);
  }

  get waiting(): number {
    return this.windows.value?.waiting ?? 0;
  }

  /** The last call found nobody, and nobody has come since. */
  get nobody(): boolean {
    return this.waitedInVain !== undefined && this.waiting <= this.waitedInVain;
  }

  /** Whom the window serves, with everything done that was tapped. */
  get served(): DeskEntry | undefined {
    return this.outbox.pending.reduce<DeskEntry | undefined>(
      (served, { operation }) => afterStep(served, operation),
      this.mine?.entry,
    );
  }

  /** A call or an undo is under way: only the service knows where it leads. */
  get unknown(): QueuedStep | undefined {
    return this.outbox.pending.find(({ operation }) => operation === 'callNext' || operation === 'undo');
  }

  /** What can be done now, the likely next step first. */
  get steps(): readonly WindowStep[] {
    return this.unknown === undefined && this.mine !== undefined ? stepsFor(this.served) : [];
  }

  /** Seconds for which the last step can be taken back; 0 when it cannot. */
  get undoSeconds(): number {
    const { undo } = this.last?.entry ?? {};
    if (undo === undefined || this.outbox.pending.length > 0) return 0;
    const now = this.options.clock() + this.ahead;
    return Math.max(0, Math.ceil((Date.parse(undo.until) - now) / 1000));
  }

  /** A step that has not left the phone is simply taken back. */
  get mayWithdraw(): boolean {
    return this.outbox.pending.at(-1)?.tries === 0;
  }

  /** What was completed last, with the days on which it is ready, until somebody else is called. */
  get completed(): DeskEntry | undefined {
    if (this.last?.step !== 'complete' || this.served !== undefined) return undefined;
    const { entry } = this.last;
    return this.outbox.refused.some(({ ticket }) => ticket === entry.ticket) ? undefined : entry;
  }

  /** The hall's day. */
  get today(): string | undefined {
    const { value } = this.windows;
    return value === undefined ? undefined : hallParts(value.asOf).date;
  }

  /** When a service would be ready if it were accepted today; undefined while nobody has said. */
  readyOn(service: Service, person: Person): string | undefined {
    const lane = this.served?.lane;
    return this.promises.get(`${lane}.${service}.${person.residence}.${this.today}`);
  }

  /** Sits down. Rejects with an `ApiError`. */
  sitDown(window: number, lanes: readonly Lane[] | undefined): Promise<void> {
    return this.change(async (hall) => {
      const input = { hall, window, ...(lanes === undefined ? {} : { lanes: [...lanes] }) };
      await this.options.api.call('desk', 'openWindow', input);
    });
  }

  /** Open windows of colleagues that this member of staff may take over: those that are left, all of them for a lead. */
  get takeable(): readonly DeskWindow[] {
    const { post } = this.options.session;
    const leads = post !== undefined && isAtLeast(post.role, 'lead');
    return this.others.filter(({ away }) => away || leads);
  }

  /** Takes over a colleague's window with whom it serves. Rejects with an `ApiError`. */
  takeOver(window: number): Promise<void> {
    return this.change(async (hall) => {
      await this.options.api.call('desk', 'takeWindow', { hall, window });
    });
  }

  /** Leaves a window that serves nobody. Rejects with an `ApiError`. */
  leave(): Promise<void> {
    return this.change(async (hall) => {
      if (this.mine === undefined) return;
      await this.options.api.call('desk', 'closeWindow', { hall, window: this.mine.window });
      this.setLast(undefined);
    });
  }

  callNext(): void {
    const { hall } = this.options.session;
    if (hall === undefined || this.mine === undefined || !this.steps.includes('callNext')) return;
    const { window } = this.mine;
    this.waitedInVain = undefined;
    this.outbox.add({ operation: 'callNext', input: { hall, window } }, { window });
  }

  recall(): void {
    this.step('recall', (input) => ({ operation: 'recall', input }));
  }

  start(): void {
    this.step('start', (input) => ({ operation: 'start', input }));
    this.askPromises();
  }

  /** Whether it will be accepted; everything is unless somebody says otherwise. */
  accepts(position: number, service: Service): boolean {
    return !this.leftOut.has(leftOutKey(this.served, position, service));
  }

  toggleAccepted(position: number, service: Service): void {
    const key = leftOutKey(this.served, position, service);
    if (!this.leftOut.delete(key)) this.leftOut.add(key);
  }

  /** Ends serving with what is accepted. */
  complete(): void {
    const accepted = (this.served?.people ?? []).flatMap(({ position, services }) =>
      services
        .filter(({ service }) => this.accepts(position, service))
        .map(({ service }) => ({ position, service })),
    );
    const { served } = this;
    if (served === undefined || !this.steps.includes('complete')) return;
    // To be told at once, with the days that are known: the service's answer takes its place.
    this.setLast({ entry: this.asCompleted(served), step: 'complete' });
    this.step('complete', (input) => ({ operation: 'complete', input: { ...input, accepted } }));
  }

  /** Gives a refused step up, and what was tapped after it for the same ticket. */
  async giveUp(step: QueuedStep): Promise<void> {
    this.setLast(undefined);
    await this.outbox.discard(step);
    await this.load();
  }

  noShow(): void {
    this.step('noShow', (input) => ({ operation: 'noShow', input }));
  }

  transfer(to: { readonly window: number } | { readonly lane: Lane }): void {
    this.step('transfer', (input) => ({ operation: 'transfer', input: { ...input, ...to } }));
  }

  /** Takes the last step back: on the phone while it has not left it, by the service for a minute after. */
  undo(): void {
    if (this.outbox.withdraw()) return;
    const { hall } = this.options.session;
    const { last, mine } = this;
    const ticket = last?.entry.ticket;
    if (hall === undefined || mine === undefined || ticket === undefined || this.undoSeconds === 0) return;
    this.outbox.add({ operation: 'undo', input: { hall, ticket } }, this.about(ticket, last?.entry.number));
  }

  forget(): void {
    this.windows.forget();
    this.outbox.forget();
    this.setLast(undefined);
    this.waitedInVain = undefined;
    this.leftOut.clear();
  }

  private step(name: WindowStep, toCall: (input: { hall: string; ticket: string }) => StepCall): void {
    const { hall } = this.options.session;
    const { served } = this;
    if (hall === undefined || served?.ticket === undefined || !this.steps.includes(name)) return;
    const { ticket, number } = served;
    this.outbox.add(toCall({ hall, ticket }), this.about(ticket, number));
  }

  private about(ticket: string, number: string | undefined) {
    const window = this.mine?.window ?? 0;
    return number === undefined ? { window, ticket } : { window, ticket, number };
  }

  private asCompleted({ undo: _undo, ...served }: DeskEntry): DeskEntry {
    const people = served.people.map((person) => ({
      ...person,
      services: person.services.map(({ service }) => {
        const accepted = this.accepts(person.position, service);
        const promisedOn = accepted ? this.readyOn(service, person) : undefined;
        return { service, accepted, ...(promisedOn === undefined ? {} : { promisedOn }) };
      }),
    }));
    return { ...served, status: 'served', people };
  }

  private takeAnswer(step: QueuedStep, { entry, waiting }: StepAnswer): void {
    if (step.operation === 'callNext' && entry === undefined) this.waitedInVain = waiting ?? this.waiting;
    if (entry !== undefined) {
      this.setLast(entry.undo === undefined ? undefined : { entry, step: step.operation });
      this.showAtWindow(step.window, entry);
    }
    const { value } = this.windows;
    if (value !== undefined && waiting !== undefined) this.windows.accept({ ...value, waiting });
    // Drops an older answer that may still be under way, and looks again.
    void this.load();
  }

  /** Puts what the service answered into what is known of the windows. */
  private showAtWindow(window: number, entry: DeskEntry): void {
    const { value } = this.windows;
    if (value === undefined) return;
    const isHere = entry.window === window && (entry.status === 'called' || entry.status === 'serving');
    const windows = value.windows.map((each) => {
      if (each.window !== window) return each;
      const { entry: before, ...free } = each;
      const stays = isHere ? entry : before?.ticket === entry.ticket ? undefined : before;
      return stays === undefined ? free : { ...free, entry: stays };
    });
    this.windows.accept({ ...value, windows });
  }

  private setLast(last: LastStep | undefined): void {
    this.last = last;
    if (last === undefined) this.options.storage.remove(LAST_KEY);
    else this.options.storage.write(LAST_KEY, last);
  }

  /** So that the day can be told before the step is tapped, and without a network. */
  private askPromises(): void {
    const { served, today } = this;
    if (served === undefined || today === undefined) return;
    for (const { residence, services } of served.people) {
      for (const { service } of services) void this.askPromise(service, residence, served.lane, today);
    }
  }

  private async askPromise(
    service: Service,
    residence: Person['residence'],
    lane: Lane,
    today: string,
  ): Promise<void> {
    const key = `${lane}.${service}.${residence}.${today}`;
    if (this.promises.has(key)) return;
    const question = { service, lane, residence, acceptedOn: today };
    const promise = await this.options.api.call('slots', 'promise', question).catch(() => undefined);
    if (promise === undefined) return;
    runInAction(() => {
      this.promises.set(key, promise.promisedOn);
    });
  }

  private async change(work: (hall: string) => Promise<void>): Promise<void> {
    const { hall } = this.options.session;
    if (hall === undefined || this.busy) return;
    this.busy = true;
    try {
      await work(hall);
      await this.load();
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

function leftOutKey(served: DeskEntry | undefined, position: number, service: Service): string {
  return `${served?.ticket}.${position}.${service}`;
}

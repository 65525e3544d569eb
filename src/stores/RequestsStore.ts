import { makeAutoObservable, runInAction } from 'mobx';
import type { Request } from '../../contract/requests';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { Promised } from './BookingStore';
import { EvidenceFiles } from './EvidenceFiles';
import { Loadable } from './Loadable';
import type { Forgetful, RootStore } from './RootStore';

type Reasons = OutputOf<Rooms['requests']['listReasons']>;
type Shown = Request['evidence'][number];

/** My requests for the urgent and enterprise lanes, and what becomes of them. */
export class RequestsStore implements Forgetful {
  readonly mine: Loadable<readonly Request[]>;
  /** The one that a page shows. */
  readonly shown: Loadable<Request>;
  readonly reasons: Loadable<Reasons>;
  /** When documents would be ready that were accepted today. */
  readonly promise: Loadable<Promised>;
  /** What an appeal brings along. */
  readonly more: EvidenceFiles;
  busy = false;
  private readonly root: RootStore;

  constructor(root: RootStore) {
    const { api, clock, pause, platform } = root;
    this.root = root;
    this.mine = new Loadable({ clock });
    this.shown = new Loadable({ clock });
    this.reasons = new Loadable({ clock });
    this.promise = new Loadable({ clock });
    const limits = () => this.reasons.value?.limits;
    this.more = new EvidenceFiles({ api, files: platform.files, limits, pause });
    makeAutoObservable<this, 'root'>(this, {
      root: false,
      mine: false,
      shown: false,
      reasons: false,
      promise: false,
      more: false,
    });
  }

  async loadMine(): Promise<void> {
    const { api } = this.root;
    await this.mine.load(async () => (await api.call('requests', 'listMine', {})).requests);
    await this.ensureReasons();
  }

  /** Shows what is known at once and then asks. */
  async load(id: string): Promise<void> {
    const { api } = this.root;
    const known = this.mine.value?.find((request) => request.id === id);
    if (known !== undefined) this.shown.accept(known);
    if (this.shown.value?.id !== id) this.more.forget();
    const ask = async () => (await api.call('requests', 'get', { request: id })).request;
    await this.shown.load(ask, { forget: this.shown.value?.id !== id });
    await Promise.all([this.ensureReasons(), this.loadPromise()]);
  }

  /** The reason in both languages. */
  nameOf(reason: string): { readonly zh: string; readonly en: string } {
    const found = this.reasons.value?.reasons.find((each) => each.reason === reason);
    return found?.name ?? { zh: '', en: '' };
  }

  /** Takes it back. Rejects with an `ApiError`; undefined when another change is under way. */
  withdraw(id: string): Promise<Request | undefined> {
    return this.change(() => this.root.api.call('requests', 'withdraw', { request: id }));
  }

  async appeal(id: string, reason: string): Promise<Request | undefined> {
    const evidence = [...this.more.arrived];
    const appealed = await this.change(() =>
      this.root.api.call('requests', 'appeal', { request: id, reason: reason.trim(), evidence }),
    );
    if (appealed !== undefined) this.more.forget();
    return appealed;
  }

  /** One of my own files, put together on this phone. Give it back with `platform.files.drop`. */
  async open({ id, mediaType }: Shown): Promise<string> {
    const { api, platform } = this.root;
    const parts: string[] = [];
    for (let part = 0, count = 1; part < count; part += 1) {
      const answer = await api.call('requests', 'getEvidence', { evidence: id, part });
      parts.push(answer.data);
      count = answer.parts;
    }
    return platform.files.keep(`${id}.${mediaType.slice(mediaType.indexOf('/') + 1)}`, mediaType, parts);
  }

  /** Takes in what was just sent or changed. */
  take(request: Request): void {
    this.shown.accept(request);
    const others = (this.mine.value ?? []).filter(({ id }) => id !== request.id);
    this.mine.accept([request, ...others].sort((a, b) => b.submittedAt.localeCompare(a.submittedAt)));
  }

  forget(): void {
    this.mine.forget();
    this.shown.forget();
    this.more.forget();
  }

  private async ensureReasons(): Promise<void> {
    const { api } = this.root;
    if (this.reasons.value === undefined)
      await this.reasons.load(() => api.call('requests', 'listReasons', {}));
  }

  private async loadPromise(): Promise<void> {
    const { api, city } = this.root;
    await city.ensure();
    const request = this.shown.value;
    const [first] = request?.people ?? [];
    const [service] = first?.services ?? [];
    const acceptedOn = city.today;
    if (request?.status !== 'approved' || first === undefined) return this.promise.forget();
    if (service === undefined || acceptedOn === undefined) return;
    const { kind: lane } = request;
    const { residence } = first;
    await this.promise.load(() => api.call('slots', 'promise', { service, lane, residence, acceptedOn }));
  }

  private async change(ask: () => Promise<{ readonly request: Request }>): Promise<Request | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const { request } = await ask();
      this.take(request);
      return request;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

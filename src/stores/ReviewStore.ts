import { makeAutoObservable, runInAction } from 'mobx';
import type { ReviewedRequest } from '../../contract/requests';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { DeskStore } from './DeskStore';
import { Loadable } from './Loadable';
import type { Forgetful, RootStore } from './RootStore';

type Listed = OutputOf<Rooms['desk']['listRequests']>;
type Reasons = OutputOf<Rooms['requests']['listReasons']>['reasons'];
type Decision = 'approved' | 'refused';
type Shown = ReviewedRequest['evidence'][number];

/** Requests that wait for a hall, and deciding on them. */
export class ReviewStore implements Forgetful {
  show: 'undecided' | 'decided' = 'undecided';
  busy = false;
  readonly list: Loadable<Listed>;
  readonly shown: Loadable<ReviewedRequest>;
  readonly reasons: Loadable<Reasons>;
  /** Where this phone shows the files that were opened, by their ids. */
  opened: Readonly<Record<string, string>> = {};
  private listHall: string | undefined;
  private readonly root: RootStore;
  private readonly desk: DeskStore;

  constructor(root: RootStore) {
    const { clock } = root;
    this.root = root;
    this.desk = root.part(DeskStore);
    this.list = new Loadable({ clock });
    this.shown = new Loadable({ clock });
    this.reasons = new Loadable({ clock });
    makeAutoObservable<this, 'root' | 'desk' | 'listHall'>(this, {
      root: false,
      desk: false,
      listHall: false,
      list: false,
      shown: false,
      reasons: false,
    });
  }

  choose(show: 'undecided' | 'decided'): Promise<void> {
    const other = show !== this.show;
    this.show = show;
    return this.loadList({ forget: other });
  }

  async loadList({ forget = false } = {}): Promise<void> {
    const { api, session } = this.desk;
    const { hall } = session;
    if (hall === undefined) return;
    const other = hall !== this.listHall;
    this.listHall = hall;
    const { show } = this;
    const ask = () => api.call('desk', 'listRequests', { hall, show });
    await Promise.all([this.list.load(ask, { forget: forget || other }), this.ensureReasons()]);
  }

  /** Shows what is known at once and then asks. */
  async load(request: string): Promise<void> {
    const { api, session } = this.desk;
    const { hall } = session;
    if (hall === undefined) return;
    const known = this.list.value?.requests.find(({ id }) => id === request);
    if (known !== undefined) this.shown.accept(known);
    const ask = async () => (await api.call('desk', 'getRequest', { hall, request })).request;
    const forget = this.shown.value?.id !== request;
    await Promise.all([this.shown.load(ask, { forget }), this.ensureReasons()]);
  }

  /** The reason, and the proof that it needs, in both languages. */
  reasonOf(code: string): Reasons[number] | undefined {
    return this.reasons.value?.find(({ reason }) => reason === code);
  }

  /** Fetches a file to look at; the service writes down who did. Rejects with an `ApiError`. */
  async open({ id, mediaType }: Shown): Promise<string> {
    const known = this.opened[id];
    if (known !== undefined) return known;
    const { api, session } = this.desk;
    const { hall } = session;
    const request = this.shown.value?.id;
    if (hall === undefined || request === undefined) throw new Error('A file of no request.');
    const parts: string[] = [];
    for (let part = 0, count = 1; part < count; part += 1) {
      const answer = await api.call('desk', 'openEvidence', { hall, request, evidence: id, part });
      parts.push(answer.data);
      count = answer.parts;
    }
    const name = `${id}.${mediaType.slice(mediaType.indexOf('/') + 1)}`;
    const path = await this.root.platform.files.keep(name, mediaType, parts);
    runInAction(() => {
      this.opened = { ...this.opened, [id]: path };
    });
    return path;
  }

  /** Nothing that was looked at stays on the phone. */
  closeFiles(): void {
    for (const path of Object.values(this.opened)) this.root.platform.files.drop(path);
    this.opened = {};
  }

  /** Rejects with an `ApiError`; false when a decision is under way. */
  async decide(decision: Decision, note: string): Promise<boolean> {
    const { api, session } = this.desk;
    const { hall } = session;
    const request = this.shown.value?.id;
    if (this.busy || hall === undefined || request === undefined) return false;
    this.busy = true;
    try {
      const input = { hall, request, decision, note: note.trim() };
      const reviewed = (await api.call('desk', 'review', input)).request;
      this.shown.accept(reviewed);
      return true;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }

  forget(): void {
    this.closeFiles();
    this.list.forget();
    this.shown.forget();
    this.listHall = undefined;
  }

  private async ensureReasons(): Promise<void> {
    if (this.reasons.value !== undefined) return;
    const ask = async () => (await this.root.api.call('requests', 'listReasons', {})).reasons;
    await this.reasons.load(ask);
  }
}

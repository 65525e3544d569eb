import { makeAutoObservable, runInAction } from 'mobx';
import type { DeskDocument } from '../../contract/desk';
import type { OutputOf, Rooms } from '../../contract/rooms';
import {
  type CorrectionReason,
  type DocumentStatus,
  documentStatuses,
  documentSteps,
} from '../../domain/document/documentStatus';
import type { Api } from '../api/createApi';
import { Loadable } from './Loadable';

export type HallDocuments = OutputOf<Rooms['desk']['listDocuments']>;
export type Advanced = OutputOf<Rooms['desk']['advanceDocuments']>;

/** The lists of a hall's documents; the late ones first, because somebody waits for them longer than was said. */
export const documentLists = ['overdue', ...documentStatuses] as const;

export type DocumentList = (typeof documentLists)[number];

/** A state that a step leads to. */
type Reached = Exclude<DocumentStatus, 'accepted'>;

/** As many as one call takes. */
const LIMIT = 100;

export interface DeskDocumentsOptions {
  readonly api: Pick<Api, 'call'>;
  readonly session: { readonly hall: string | undefined };
  readonly clock: () => number;
}

/** A hall's documents, and the ones that are chosen to go one step on. */
export class DeskDocumentsStore {
  show: DocumentList = 'overdue';
  text = '';
  chosen: readonly string[] = [];
  busy = false;
  readonly listed: Loadable<HallDocuments>;
  private readonly options: DeskDocumentsOptions;

  constructor(options: DeskDocumentsOptions) {
    this.options = options;
    this.listed = new Loadable({ clock: options.clock });
    makeAutoObservable<this, 'options'>(this, { options: false, listed: false });
  }

  async load({ forget = false } = {}): Promise<void> {
    const { api, session } = this.options;
    const { hall } = session;
    if (hall === undefined) return;
    await this.listed.load(() => api.call('desk', 'listDocuments', this.question(hall)), { forget });
    runInAction(() => {
      const there = new Set(this.documents.map(({ id }) => id));
      this.chosen = this.chosen.filter((id) => there.has(id));
    });
  }

  /** The page behind what is shown. Rejects with an `ApiError`. A second tap meanwhile does nothing. */
  async loadMore(): Promise<void> {
    const { api, session } = this.options;
    const { hall } = session;
    const shown = this.listed.value;
    const after = shown?.documents.at(-1)?.id;
    if (hall === undefined || shown === undefined || after === undefined || this.busy) return;
    this.busy = true;
    try {
      const page = await api.call('desk', 'listDocuments', { ...this.question(hall), after });
      const known = new Set(shown.documents.map(({ id }) => id));
      const documents = [...shown.documents, ...page.documents.filter(({ id }) => !known.has(id))];
      this.listed.accept({ ...page, documents });
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }

  /** Another list; what was looked for and chosen is let go. */
  async choose(list: DocumentList): Promise<void> {
    this.show = list;
    this.text = '';
    this.chosen = [];
    await this.load({ forget: true });
  }

  write(text: string): void {
    this.text = text;
  }

  async search(): Promise<void> {
    this.chosen = [];
    await this.load({ forget: true });
  }

  get documents(): readonly DeskDocument[] {
    return this.listed.value?.documents ?? [];
  }

  toggle(id: string): void {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((each) => each !== id) : [...this.chosen, id];
  }

  /** All that can take the same step as the first, or none. */
  toggleAll(): void {
    const [first] = this.documents.filter(({ status }) => documentSteps[status] !== null);
    const alike = this.documents.filter(({ status }) => status === first?.status).map(({ id }) => id);
    this.chosen = this.chosen.length > 0 ? [] : alike.slice(0, LIMIT);
  }

  /** The step that all of the chosen can take, or undefined when there is none. */
  get next(): Reached | undefined {
    const steps = new Set(
      this.documents.filter(({ id }) => this.chosen.includes(id)).map(({ status }) => documentSteps[status]),
    );
    const [step] = steps;
    return steps.size === 1 ? (step ?? undefined) : undefined;
  }

  /** Takes the chosen one step on. Rejects with an `ApiError`; undefined while there is nothing to do. */
  advance(): Promise<Advanced | undefined> {
    const { hall } = this.options.session;
    const to = this.next;
    if (hall === undefined || to === undefined) return Promise.resolve(undefined);
    const by = { documents: [...this.chosen] };
    return this.change(async () => {
      const advanced = await this.options.api.call('desk', 'advanceDocuments', { hall, to, by });
      runInAction(() => {
        this.chosen = [];
      });
      return advanced;
    });
  }

  /** Takes one step back. Rejects with an `ApiError`; true when it was done. */
  async correct({ id, status }: DeskDocument, reason: CorrectionReason): Promise<boolean> {
    const { hall } = this.options.session;
    if (hall === undefined || status === 'accepted') return false;
    const input = { hall, document: id, from: status, reason };
    const done = await this.change(() => this.options.api.call('desk', 'correctDocument', input));
    return done !== undefined;
  }

  forget(): void {
    this.listed.forget();
    this.show = 'overdue';
    this.text = '';
    this.chosen = [];
  }

  private question(hall: string) {
    const text = this.text.trim();
    return { hall, show: this.show, limit: LIMIT, ...(text === '' ? {} : { text }) };
  }

  private async change<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    try {
      return await ask();
    } finally {
      runInAction(() => {
        this.busy = false;
      });
      await this.load();
    }
  }
}

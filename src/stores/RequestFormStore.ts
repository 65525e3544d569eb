import { makeAutoObservable, runInAction } from 'mobx';
import type { Company, Request } from '../../contract/requests';
import type { OutputOf, Rooms } from '../../contract/rooms';
import type { RequestKind } from '../../domain/requests/requestKind';
import { type ApiError, toApiError } from '../api/ApiError';
import type { Hall } from './CityStore';
import { EvidenceFiles } from './EvidenceFiles';
import { Loadable } from './Loadable';
import type { Forgetful, RootStore } from './RootStore';

type Reasons = OutputOf<Rooms['requests']['listReasons']>;
export type Reason = Reasons['reasons'][number];

/** What is still to be filled in; the first of them is said. */
export type MissingInRequest = 'reason' | 'company' | 'person' | 'files' | 'letter' | 'sending';

/** A request before it is sent. Who comes, and for what, is the booking's party. */
export class RequestFormStore implements Forgetful {
  kind: RequestKind = 'urgent';
  reasonCode: string | undefined = undefined;
  hallCode: string | undefined = undefined;
  statement = '';
  companyId: string | undefined = undefined;
  letterFrom = '';
  letterUntil = '';
  busy = false;
  error: ApiError | undefined = undefined;
  readonly reasons: Loadable<Reasons>;
  readonly companies: Loadable<readonly Company[]>;
  readonly evidence: EvidenceFiles;
  private readonly root: RootStore;

  constructor(root: RootStore) {
    const { api, clock, pause, platform } = root;
    this.root = root;
    this.reasons = new Loadable({ clock });
    this.companies = new Loadable({ clock });
    const limits = () => this.reasons.value?.limits;
    this.evidence = new EvidenceFiles({ api, files: platform.files, limits, pause });
    makeAutoObservable<this, 'root'>(this, {
      root: false,
      reasons: false,
      companies: false,
      evidence: false,
    });
  }

  /** Begins anew for another kind; somebody who left for a moment finds what they had filled in. */
  begin(kind: RequestKind): void {
    if (kind !== this.kind) this.forget();
    this.kind = kind;
    this.error = undefined;
  }

  async load(): Promise<void> {
    const { api } = this.root;
    await this.reasons.load(() => api.call('requests', 'listReasons', {}));
    if (this.kind === 'enterprise') await this.loadCompanies();
  }

  loadCompanies(): Promise<void> {
    const { api } = this.root;
    return this.companies.load(async () => (await api.call('requests', 'listCompanies', {})).companies);
  }

  get offered(): readonly Reason[] {
    return (this.reasons.value?.reasons ?? []).filter(({ kind }) => kind === this.kind);
  }

  get reason(): Reason | undefined {
    return this.offered.find(({ reason }) => reason === this.reasonCode);
  }

  /** Undefined takes the choice back. */
  chooseReason(reason: string | undefined): void {
    this.reasonCode = reason;
    this.error = undefined;
  }

  /** Halls where the lane's seats are booked; the others serve on arrival. */
  get halls(): readonly Hall[] {
    const halls = this.root.city.city.value?.halls ?? [];
    return halls.filter(
      ({ mode, lanes }) => mode === 'dual-track' && lanes.some(({ lane }) => lane === this.kind),
    );
  }

  get hall(): Hall | undefined {
    return this.halls.find(({ hall }) => hall === this.hallCode) ?? this.halls[0];
  }

  chooseHall(hall: string): void {
    this.hallCode = hall;
  }

  write(statement: string): void {
    this.statement = statement;
  }

  /** The only company there is is chosen unasked. */
  get company(): Company | undefined {
    if (this.kind !== 'enterprise') return undefined;
    const all = this.companies.value ?? [];
    return all.find(({ id }) => id === this.companyId) ?? (all.length === 1 ? all[0] : undefined);
  }

  chooseCompany(id: string): void {
    this.companyId = id;
  }

  /** A letter of the company makes proof needless, unless somebody adds files. */
  get covered(): boolean {
    return this.company?.letter !== undefined && this.evidence.files.length === 0;
  }

  /** The period of the letter is asked for when the proof is a letter. */
  get needsPeriod(): boolean {
    return this.reason?.coversPeriod === true && !this.covered;
  }

  chooseLetter(letter: { readonly from?: string; readonly until?: string }): void {
    this.letterFrom = letter.from ?? this.letterFrom;
    this.letterUntil = letter.until ?? this.letterUntil;
    if (this.letterUntil < this.letterFrom) this.letterUntil = this.letterFrom;
  }

  get missing(): MissingInRequest | undefined {
    const { booking } = this.root;
    if (this.reason === undefined) return 'reason';
    if (this.kind === 'enterprise' && this.company === undefined) return 'company';
    if (booking.party.length === 0) return 'person';
    if (!this.evidence.settled) return 'sending';
    if (this.evidence.arrived.length === 0 && !this.covered) return 'files';
    return this.needsPeriod && (this.letterFrom === '' || this.letterUntil === '') ? 'letter' : undefined;
  }

  /** Makes a company, or joins one by its code; it is chosen at once. Rejects with an `ApiError`. */
  async saveCompany(name: string, creditCode: string): Promise<void> {
    this.takeCompany(await this.root.api.call('requests', 'saveCompany', { name, creditCode }));
  }

  async joinCompany(code: string): Promise<void> {
    const tidy = code.replace(/[\s-]/g, '').toUpperCase();
    this.takeCompany(await this.root.api.call('requests', 'joinCompany', { code: tidy }));
  }

  /** A code for one colleague. Rejects with an `ApiError`. */
  async invite(company: string): Promise<string> {
    return (await this.root.api.call('requests', 'inviteToCompany', { company })).code;
  }

  /** Sends it; null when it was refused (see `error`) or is under way already. */
  async submit(): Promise<Request | null> {
    if (this.busy || this.missing !== undefined) return null;
    this.busy = true;
    this.error = undefined;
    try {
      const { request } = await this.root.api.call('requests', 'submit', this.toInput());
      runInAction(() => {
        this.root.booking.keepParty();
        this.forget();
      });
      return request;
    } catch (error) {
      runInAction(() => {
        this.error = toApiError(error);
      });
      return null;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }

  private toInput() {
    const { kind, reason, hall, company, statement, letterFrom: from, letterUntil: until } = this;
    if (reason === undefined || hall === undefined) throw new Error('A request without reason or hall.');
    return {
      kind,
      reason: reason.reason,
      hall: hall.hall,
      people: [...this.root.booking.partyInput.people],
      evidence: [...this.evidence.arrived],
      statement: statement.trim(),
      ...(company === undefined ? {} : { company: company.id }),
      ...(this.needsPeriod ? { letter: { from, until } } : {}),
    };
  }

  private takeCompany({ company }: { readonly company: Company }): void {
    const others = (this.companies.value ?? []).filter(({ id }) => id !== company.id);
    this.companies.accept([...others, company]);
    this.companyId = company.id;
  }

  forget(): void {
    this.reasonCode = undefined;
    this.hallCode = undefined;
    this.statement = '';
    this.companyId = undefined;
    this.letterFrom = '';
    this.letterUntil = '';
    this.error = undefined;
    this.companies.forget();
    this.evidence.forget();
  }
}

import { makeAutoObservable, runInAction } from 'mobx';
import type { InputOf, OutputOf, Rooms } from '../../contract/rooms';
import type { Api } from '../api/createApi';
import { DeskStore } from './DeskStore';
import { Loadable } from './Loadable';
import type { RootStore } from './RootStore';

type Oversight = Rooms['oversight'];
export type AuditEntry = OutputOf<Oversight['listAudit']>['entries'][number];
export type DeadLetter = OutputOf<Oversight['listDeadLetters']>['letters'][number];
export type OpenAppeal = OutputOf<Oversight['listAppeals']>['appeals'][number];
export type Pattern = OutputOf<Oversight['listSuspicious']>['patterns'][number];
export type StaffEntry = OutputOf<Oversight['listStaff']>['staff'][number];
export type Invitation = InputOf<Oversight['inviteStaff']>;
export type Decision = InputOf<Oversight['decideAppeal']>['decision'];

/** Which part of the audit is read; empty is everything. */
export type AuditFilter = Omit<InputOf<Oversight['listAudit']>, 'before' | 'limit'>;

/** A code that is shown once, and for whom it is. */
export interface IssuedCode extends Pick<Invitation, 'role' | 'hall'> {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const PAGE = 30;

/** What supervisors of a city watch over, asked for with their sign-in at the desk. */
export class OversightStore {
  readonly audit: Loadable<OutputOf<Oversight['listAudit']>>;
  readonly letters: Loadable<readonly DeadLetter[]>;
  readonly appeals: Loadable<readonly OpenAppeal[]>;
  readonly patterns: Loadable<readonly Pattern[]>;
  readonly staff: Loadable<readonly StaffEntry[]>;
  filter: AuditFilter = {};
  /** How far back patterns are looked for. Days. */
  days = 7;
  issued: IssuedCode | undefined = undefined;
  busy = false;
  private readonly api: Api;
  private readonly clock: () => number;

  constructor(root: RootStore) {
    const { clock } = root;
    this.api = root.part(DeskStore).api;
    this.clock = clock;
    this.audit = new Loadable({ clock });
    this.letters = new Loadable({ clock });
    this.appeals = new Loadable({ clock });
    this.patterns = new Loadable({ clock });
    this.staff = new Loadable({ clock });
    makeAutoObservable<this, 'api' | 'clock'>(this, {
      api: false,
      clock: false,
      audit: false,
      letters: false,
      appeals: false,
      patterns: false,
      staff: false,
    });
  }

  loadAudit({ forget = false } = {}): Promise<void> {
    const input = { ...this.filter, limit: PAGE };
    return this.audit.load(() => this.api.call('oversight', 'listAudit', input), { forget });
  }

  /** Reads the audit of one actor, of one subject, or all of it. */
  filterAudit(filter: AuditFilter): Promise<void> {
    this.filter = filter;
    return this.loadAudit({ forget: true });
  }

  /** The entries before those that are shown. Rejects with an `ApiError`. A second tap meanwhile does nothing. */
  async loadOlder(): Promise<void> {
    await this.once(async () => {
      const shown = this.audit.value?.entries ?? [];
      const before = shown.at(-1)?.id;
      const input = { ...this.filter, limit: PAGE, ...(before === undefined ? {} : { before }) };
      const older = await this.api.call('oversight', 'listAudit', input);
      this.audit.accept({ ...older, entries: [...shown, ...older.entries] });
    });
  }

  loadLetters(): Promise<void> {
    return this.letters.load(async () => (await this.api.call('oversight', 'listDeadLetters', {})).letters);
  }

  /** Sends a message once more. Rejects with an `ApiError`. */
  retry(letter: string): Promise<void> {
    return this.once(async () => {
      await this.api.call('oversight', 'retryDeadLetter', { letter });
      this.letters.accept((this.letters.value ?? []).filter(({ id }) => id !== letter));
    });
  }

  loadAppeals(): Promise<void> {
    return this.appeals.load(async () => (await this.api.call('oversight', 'listAppeals', {})).appeals);
  }

  /** Lifts a pause, or lets it stand. Rejects with an `ApiError`. */
  decide(appeal: string, decision: Decision): Promise<void> {
    return this.once(async () => {
      await this.api.call('oversight', 'decideAppeal', { appeal, decision });
      this.appeals.accept((this.appeals.value ?? []).filter(({ id }) => id !== appeal));
    });
  }

  loadPatterns({ days = this.days } = {}): Promise<void> {
    const forget = days !== this.days;
    this.days = days;
    return this.patterns.load(
      async () => (await this.api.call('oversight', 'listSuspicious', { days })).patterns,
      { forget },
    );
  }

  loadStaff(): Promise<void> {
    return this.staff.load(async () => (await this.api.call('oversight', 'listStaff', {})).staff);
  }

  /** A code for a new post, or a new code for a known one. Rejects with an `ApiError`. */
  invite(invitation: Invitation): Promise<void> {
    return this.once(async () => {
      const { code, expiresInSeconds } = await this.api.call('oversight', 'inviteStaff', invitation);
      const { role, hall } = invitation;
      runInAction(() => {
        this.issued = { role, hall, code, until: this.clock() + expiresInSeconds * 1_000 };
      });
      await this.loadStaff();
    });
  }

  /** The code was written down. */
  forgetCode(): void {
    this.issued = undefined;
  }

  /** Ends a post and its sign-ins. Rejects with an `ApiError`. */
  endPost(staff: string): Promise<void> {
    return this.once(async () => {
      await this.api.call('oversight', 'endStaff', { staff });
      this.staff.accept((this.staff.value ?? []).filter(({ id }) => id !== staff));
    });
  }

  forget(): void {
    for (const list of [this.audit, this.letters, this.appeals, this.patterns, this.staff]) list.forget();
    this.filter = {};
    this.issued = undefined;
  }

  private async once(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }
}

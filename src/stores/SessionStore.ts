import { makeAutoObservable, runInAction } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { ApiError } from '../api/ApiError';
import type { Api, TokenSource } from '../api/createApi';
import type { Storage } from '../platform/storage';
import type { LoginCode, Platform } from '../platform/types';

interface KeptToken {
  readonly token: string;
  readonly expiresAt: number;
  /** With it the next token is fetched without asking anybody. */
  readonly refreshToken?: string;
}

type Granted = Pick<OutputOf<Rooms['identity']['signIn']>, 'token' | 'expiresInSeconds' | 'refreshToken'>;

const KEY = 'token';
const AWAY_KEY = 'away';
/** After these the phone lets go of the person, and signs in again only with a tap of theirs. */
const ENDED_ON_PURPOSE = new Set<unknown>(['ended-by-owner', 'refresh-reused', 'data-deleted']);
/** A token this close to its end is renewed before it is used. Milliseconds. */
const SPARE = 60_000;

interface SessionOptions {
  readonly platform: Pick<Platform, 'login' | 'rememberLogin' | 'saysWhoCalls'>;
  readonly storage: Storage;
  readonly clock: () => number;
  /** The owner has ended this sign-in from elsewhere. */
  readonly whenEnded: () => void;
}

/** What the person says in the sheet: who they are, or that this phone may sign in as before. */
type Said = LoginCode | 'as-before' | null;

/** Who has signed in. Phones sign in without a word; the web asks for a name when it must. */
export class SessionStore implements TokenSource {
  /** True while the sign-in sheet is to be shown. */
  asking = false;
  /** Signed out on purpose, here or from elsewhere; phones would otherwise be in again at the next tap. */
  away: boolean;
  private kept: KeptToken | undefined;
  private renewal: Promise<string> | undefined;
  private answer: ((said: Said) => void) | undefined;
  private readonly options: SessionOptions;
  private api: Api | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.kept = options.storage.read(KEY) as KeptToken | undefined;
    this.away = options.storage.read(AWAY_KEY) === true;
    makeAutoObservable<this, 'options' | 'api' | 'renewal' | 'answer'>(this, {
      options: false,
      api: false,
      renewal: false,
      answer: false,
    });
  }

  /** The api needs tokens and signing in needs the api: the root store introduces them. */
  use(api: Api): void {
    this.api = api;
  }

  get signedIn(): boolean {
    return this.kept !== undefined;
  }

  /** True when the service knows who asks without anybody being asked: what is theirs may be shown. */
  get known(): boolean {
    return this.signedIn || (this.options.platform.saysWhoCalls && !this.away);
  }

  current(): string | undefined {
    return this.kept !== undefined && this.kept.expiresAt > this.options.clock() + SPARE
      ? this.kept.token
      : undefined;
  }

  /** Signs in anew; callers at the same time share one sign-in. */
  renew(): Promise<string> {
    this.renewal ??= this.renewOrSignIn().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  /** Makes sure of a token before something that needs one. */
  async ensure(): Promise<void> {
    if (this.current() === undefined) await this.renew();
  }

  /** The name that the person gave in the sheet. */
  giveName(name: string): void {
    this.asking = false;
    this.answer?.(this.options.platform.rememberLogin(name.trim()));
  }

  /** The person comes back to a phone that was signed out. */
  comeBack(): void {
    this.asking = false;
    this.answer?.('as-before');
  }

  dismiss(): void {
    this.asking = false;
    this.answer?.(null);
  }

  signOut(): void {
    this.forget();
    this.away = true;
    this.options.storage.write(AWAY_KEY, true);
  }

  /** Lets go of the token; the next call signs in anew. */
  forget(): void {
    this.kept = undefined;
    this.options.storage.remove(KEY);
  }

  private async renewOrSignIn(): Promise<string> {
    return (await this.refresh()) ?? this.signIn();
  }

  private async signIn(): Promise<string> {
    const code = await this.loginCode();
    if (code === null || this.api === undefined) throw new ApiError('NOT_SIGNED_IN');
    return this.keep(await this.api.call('identity', 'signIn', code));
  }

  private async loginCode(): Promise<LoginCode | null> {
    const first: Said = this.away ? await this.ask() : 'as-before';
    if (first !== 'as-before') return first;
    runInAction(() => {
      this.away = false;
    });
    const said = (await this.options.platform.login()) ?? (await this.ask());
    return said === 'as-before' ? null : said;
  }

  /** The next token of a sign-in that still stands, or undefined. */
  private async refresh(): Promise<string | undefined> {
    const refreshToken = this.kept?.refreshToken;
    if (refreshToken === undefined || this.api === undefined) return undefined;
    try {
      return this.keep(await this.api.call('identity', 'refresh', { refreshToken }));
    } catch (error) {
      // Ended elsewhere, or too old: the phone signs in anew. No answer at all is no reason to.
      if (!(error instanceof ApiError) || error.code !== 'SIGN_IN_ENDED') throw error;
      if (ENDED_ON_PURPOSE.has(error.details.because)) this.options.whenEnded();
      return undefined;
    }
  }

  private keep({ token, expiresInSeconds, refreshToken }: Granted): string {
    const kept = { token, refreshToken, expiresAt: this.options.clock() + expiresInSeconds * 1000 };
    runInAction(() => {
      this.kept = kept;
    });
    this.options.storage.write(KEY, kept);
    this.options.storage.remove(AWAY_KEY);
    return token;
  }

  private ask(): Promise<Said> {
    runInAction(() => {
      this.asking = true;
    });
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }
}

import { makeAutoObservable, runInAction } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { ApiError } from '../api/ApiError';
import type { Api, TokenSource } from '../api/createApi';
import type { Storage } from '../platform/storage';
import type { LoginCode, Platform } from '../platform/types';
import { KeptSignIn, type KeptToken } from './KeptSignIn';

type Granted = OutputOf<Rooms['identity']['signIn']>;

const KEY = 'token';
const AWAY_KEY = 'away';
/** After these the phone lets go of the person, and signs in again only with a tap of theirs. */
const ENDED_ON_PURPOSE = new Set<unknown>(['ended-by-owner', 'refresh-reused', 'data-deleted']);
interface SessionOptions {
  readonly platform: Pick<Platform, 'login' | 'rememberLogin' | 'saysWhoCalls' | 'tabs'>;
  readonly storage: Storage;
  readonly clock: () => number;
  /** The owner has ended this sign-in from elsewhere. */
  readonly whenEnded: () => void;
  /** Another tab of this browser has signed in somebody else. */
  readonly whenSwitched: () => void;
}

/** What the person says in the sheet: who they are, or that this phone may sign in as before. */
type Said = LoginCode | 'as-before' | null;

/** Who has signed in. Phones sign in without a word; the web asks for a name when it must. */
export class SessionStore implements TokenSource {
  /** True while the sign-in sheet is to be shown. */
  asking = false;
  /** Signed out on purpose, here or from elsewhere; phones would otherwise be in again at the next tap. */
  away: boolean;
  private readonly kept: KeptSignIn<KeptToken>;
  private answer: ((said: Said) => void) | undefined;
  private readonly options: SessionOptions;
  private api: Api | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.kept = new KeptSignIn({
      ...options,
      key: KEY,
      tabs: options.platform.tabs,
      whenSignedOut: options.whenEnded,
    });
    this.away = options.storage.read(AWAY_KEY) === true;
    makeAutoObservable<this, 'options' | 'api' | 'kept' | 'answer'>(this, {
      options: false,
      api: false,
      kept: false,
      answer: false,
    });
  }

  /** The api needs tokens and signing in needs the api: the root store introduces them. */
  use(api: Api): void {
    this.api = api;
  }

  get signedIn(): boolean {
    return this.kept.value !== undefined;
  }

  /** True when the service knows who asks without anybody being asked: what is theirs may be shown. */
  get known(): boolean {
    return this.signedIn || (this.options.platform.saysWhoCalls && !this.away);
  }

  current(): string | undefined {
    return this.kept.current();
  }

  /** Signs in anew; callers at the same time share one sign-in. */
  renew(): Promise<string> {
    return this.kept.renew(async () => (await this.refresh()) ?? this.signIn());
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
    this.kept.drop();
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
    const refreshToken = this.kept.value?.refreshToken;
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

  private keep({ token, expiresInSeconds, refreshToken, account }: Granted): string {
    this.options.storage.remove(AWAY_KEY);
    const expiresAt = this.options.clock() + expiresInSeconds * 1000;
    return this.kept.put({ account: account.id, token, refreshToken, expiresAt });
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

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
/** A token this close to its end is renewed before it is used. Milliseconds. */
const SPARE = 60_000;

interface SessionOptions {
  readonly platform: Pick<Platform, 'login' | 'rememberLogin'>;
  readonly storage: Storage;
  readonly clock: () => number;
}

/** Who has signed in. Phones sign in without a word; the web asks for a name when it must. */
export class SessionStore implements TokenSource {
  /** True while the sign-in sheet is to be shown. */
  asking = false;
  private kept: KeptToken | undefined;
  private renewal: Promise<string> | undefined;
  private answer: ((code: LoginCode | null) => void) | undefined;
  private readonly options: SessionOptions;
  private api: Api | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.kept = options.storage.read(KEY) as KeptToken | undefined;
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

  dismiss(): void {
    this.asking = false;
    this.answer?.(null);
  }

  signOut(): void {
    this.kept = undefined;
    this.options.storage.remove(KEY);
  }

  private async renewOrSignIn(): Promise<string> {
    return (await this.refresh()) ?? this.signIn();
  }

  private async signIn(): Promise<string> {
    const code = (await this.options.platform.login()) ?? (await this.ask());
    if (code === null || this.api === undefined) throw new ApiError('NOT_SIGNED_IN');
    return this.keep(await this.api.call('identity', 'signIn', code));
  }

  /** The next token of a sign-in that still stands, or undefined. */
  private async refresh(): Promise<string | undefined> {
    const refreshToken = this.kept?.refreshToken;
    if (refreshToken === undefined || this.api === undefined) return undefined;
    try {
      return this.keep(await this.api.call('identity', 'refresh', { refreshToken }));
    } catch (error) {
      // Ended elsewhere, or too old: the phone signs in anew. No answer at all is no reason to.
      if (error instanceof ApiError && error.code === 'SIGN_IN_ENDED') return undefined;
      throw error;
    }
  }

  private keep({ token, expiresInSeconds, refreshToken }: Granted): string {
    const kept = { token, refreshToken, expiresAt: this.options.clock() + expiresInSeconds * 1000 };
    runInAction(() => {
      this.kept = kept;
    });
    this.options.storage.write(KEY, kept);
    return token;
  }

  private ask(): Promise<LoginCode | null> {
    runInAction(() => {
      this.asking = true;
    });
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }
}

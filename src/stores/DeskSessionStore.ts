import { makeAutoObservable, runInAction } from 'mobx';
import { type DeskOperation, operations } from '../../contract/operations';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { mayActAt, type StaffRole, staffRoles } from '../../domain/desk/permissions';
import { ApiError, toApiError } from '../api/ApiError';
import type { Api, SecondFactorSource, TokenSource } from '../api/createApi';
import type { Storage } from '../platform/storage';
import type { LoginCode, Platform } from '../platform/types';
import { KeptSignIn, type KeptToken } from './KeptSignIn';

type Granted = OutputOf<Rooms['identity']['signIn']>;
export type BoundPost = OutputOf<Rooms['identity']['bindStaff']>;

/** Where somebody works: one hall, or `*` for all of them. */
export interface Post {
  readonly role: StaffRole;
  readonly hall: string;
  readonly account: string;
}

interface KeptSession extends Post, KeptToken {
  /** The login code of a demonstration post. */
  readonly demo?: LoginCode;
}

const SESSION_KEY = 'desk-session';
const HALL_KEY = 'desk-hall';

export interface DeskSessionOptions {
  /** The owner of the phone, who enters the desk. */
  readonly api: Api;
  readonly platform: Pick<Platform, 'demoStaff' | 'tabs'>;
  readonly storage: Storage;
  readonly clock: () => number;
}

/** Staff at the desk: a sign-in beside the citizen's on the same phone, and the hall at which they work. */
export class DeskSessionStore implements TokenSource, SecondFactorSource {
  /** True while the code of the second factor is to be asked for. */
  confirming = false;
  busy = false;
  /** Why entering, binding or confirming did not work. */
  error: ApiError | undefined = undefined;
  /** Shown once, right after binding. */
  bound: BoundPost | undefined = undefined;
  private readonly signIn: KeptSignIn<KeptSession>;
  private chosenHall: string | undefined;
  private answer: { resolve(): void; reject(error: ApiError): void } | undefined;
  private confirmation: Promise<void> | undefined;
  private readonly options: DeskSessionOptions;

  constructor(options: DeskSessionOptions) {
    this.options = options;
    this.signIn = new KeptSignIn({
      ...options,
      key: SESSION_KEY,
      tabs: options.platform.tabs,
      whenSignedOut: () => this.forget(),
      whenSwitched: () => this.forgetSecret(),
    });
    this.chosenHall = options.storage.read(HALL_KEY) as string | undefined;
    makeAutoObservable<this, 'options' | 'signIn' | 'answer' | 'confirmation'>(this, {
      options: false,
      signIn: false,
      answer: false,
      confirmation: false,
    });
  }

  get post(): Post | undefined {
    return this.signIn.value;
  }

  get entered(): boolean {
    return this.post !== undefined;
  }

  /** The hall whose desk is shown; undefined until somebody who has all of them chooses. */
  get hall(): string | undefined {
    if (this.post === undefined) return undefined;
    return this.post.hall === '*' ? this.chosenHall : this.post.hall;
  }

  get mayChooseHall(): boolean {
    return this.post?.hall === '*';
  }

  /** Whether the service would allow it at this hall; it decides itself, this only hides what would be refused. */
  may(operation: DeskOperation): boolean {
    const { post, hall } = this;
    return post !== undefined && hall !== undefined && mayActAt(post, operations.desk[operation].role, hall);
  }

  chooseHall(hall: string): void {
    this.chosenHall = hall;
    this.options.storage.write(HALL_KEY, hall);
  }

  /** Enters with the account that is bound to a post. False when it was refused (see `error`). */
  enter(): Promise<boolean> {
    return this.attempt(async () => this.keep(await this.options.api.call('identity', 'enterDesk', {})));
  }

  /** Binds this account to the post for which a lead gave the code. The second factor is shown once. */
  bind(code: string): Promise<boolean> {
    return this.attempt(async () => {
      const bound = await this.options.api.call('identity', 'bindStaff', {
        code: code.replace(/[\s-]/g, '').toUpperCase(),
      });
      runInAction(() => {
        this.bound = bound;
      });
    });
  }

  /** Takes a demonstration post, on the web only. */
  enterDemo(post: string): Promise<boolean> {
    return this.attempt(async () => {
      const code = this.options.platform.demoStaff?.(post);
      if (code === undefined) throw new ApiError('NOT_ALLOWED');
      this.keep(await this.options.api.call('identity', 'signIn', code), code);
    });
  }

  current(): string | undefined {
    return this.signIn.current();
  }

  /** The next token; callers at the same time share it. Rejects when the post has ended. */
  renew(): Promise<string> {
    return this.signIn.renew(() => this.refreshOrEnter());
  }

  /** Asks for the second factor; callers at the same time share one question. */
  confirm(): Promise<void> {
    this.confirmation ??= new Promise<void>((resolve, reject) => {
      this.answer = { resolve, reject };
      runInAction(() => {
        this.confirming = true;
        this.error = undefined;
      });
    }).finally(() => {
      this.confirmation = undefined;
    });
    return this.confirmation;
  }

  /** The six digits that the person read from their authenticator. */
  async giveCode(totp: string): Promise<void> {
    const confirmed = await this.attempt(async () =>
      this.keep(await this.options.api.call('identity', 'enterDesk', { totp })),
    );
    if (!confirmed) return;
    runInAction(() => {
      this.confirming = false;
    });
    this.answer?.resolve();
  }

  dismiss(): void {
    this.confirming = false;
    this.error = undefined;
    this.answer?.reject(new ApiError('SECOND_FACTOR_NEEDED'));
  }

  /** Has seen the secret of the second factor. */
  forgetSecret(): void {
    this.bound = undefined;
  }

  /** Leaves the desk on this phone; the citizen stays signed in. */
  forget(): void {
    this.signIn.drop();
    this.chosenHall = undefined;
    this.bound = undefined;
    this.error = undefined;
    this.options.storage.remove(HALL_KEY);
  }

  private async refreshOrEnter(): Promise<string> {
    const { api } = this.options;
    const kept = this.signIn.value;
    if (kept === undefined) throw new ApiError('NOT_SIGNED_IN');
    try {
      return this.keep(await api.call('identity', 'refresh', { refreshToken: kept.refreshToken }), kept.demo);
    } catch (error) {
      // Staff sign in anew every shift; the phone's owner is known, so that nobody need be asked.
      if (toApiError(error).code !== 'SIGN_IN_ENDED') throw error;
    }
    if (kept.demo !== undefined) {
      return this.keep(await api.call('identity', 'signIn', kept.demo), kept.demo);
    }
    return this.keep(await api.call('identity', 'enterDesk', {}));
  }

  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    runInAction(() => {
      this.busy = true;
      this.error = undefined;
    });
    try {
      await work();
      return true;
    } catch (error) {
      runInAction(() => {
        this.error = toApiError(error);
      });
      return false;
    } finally {
      runInAction(() => {
        this.busy = false;
      });
    }
  }

  private keep({ token, refreshToken, expiresInSeconds, account }: Granted, demo?: LoginCode): string {
    const { role, hall } = readPost(account.roles);
    const expiresAt = this.options.clock() + expiresInSeconds * 1000;
    const session = { role, hall, account: account.id, token, refreshToken, expiresAt };
    const kept = demo === undefined ? session : { ...session, demo };
    return this.signIn.put(kept);
  }
}

/** `lead:xihu` as a role and a hall. */
function readPost([first = '']: readonly string[]): { role: StaffRole; hall: string } {
  const [name, hall] = first.split(':');
  const role = staffRoles.find((each) => each === name);
  if (role === undefined || hall === undefined) throw new ApiError('NOT_ALLOWED');
  return { role, hall };
}

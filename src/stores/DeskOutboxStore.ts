import { makeAutoObservable, runInAction } from 'mobx';
import type { DeskEntry } from '../../contract/desk';
import type { ErrorCode } from '../../contract/errorCodes';
import type { InputOf, Rooms } from '../../contract/rooms';
import type { WindowStep } from '../../domain/desk/windowSteps';
import { type ApiError, type ErrorDetails, toApiError } from '../api/ApiError';
import { type Api, newIdempotencyKey } from '../api/createApi';
import type { Storage } from '../platform/storage';

/** A step as the service takes it. */
export type StepCall = {
  [Step in WindowStep]: { readonly operation: Step; readonly input: InputOf<Rooms['desk'][Step]> };
}[WindowStep];

/** A step that was tapped and that the service has not answered yet. */
export type QueuedStep = StepCall & {
  /** Its idempotency key: however often it is sent, it happens once. */
  readonly key: string;
  readonly window: number;
  /** The ticket and its number, where the step is about one. */
  readonly ticket?: string;
  readonly number?: string;
  /** When it was tapped; milliseconds since 1970. */
  readonly at: number;
  /** How often it has left the phone. At 0 nobody but this phone knows of it. */
  readonly tries: number;
  readonly refusal?: { readonly code: ErrorCode; readonly details: ErrorDetails };
};

export interface StepAnswer {
  readonly entry?: DeskEntry | undefined;
  readonly waiting?: number;
}

/** No answer, or one after which nobody knows whether it was done: the step stays first in line. */
const COMES_AGAIN = new Set<ErrorCode>(['TRY_AGAIN', 'TOO_MANY_REQUESTS', 'NOT_SIGNED_IN']);

const KEY = 'desk-outbox';

interface Kept {
  readonly account: string;
  readonly steps: readonly QueuedStep[];
}

export interface DeskOutboxOptions {
  readonly api: Api;
  readonly storage: Storage;
  readonly clock: () => number;
  /** Whose steps they are: another account's are not sent. */
  readonly account: () => string | undefined;
  readonly onAnswer: (step: QueuedStep, answer: StepAnswer) => void;
}

/**
 * What was tapped at the window, in order, until the service has answered: sent at once while there is a network, kept
 * on the phone while there is none. A refusal stops what follows for the same ticket; other tickets go on.
 */
export class DeskOutboxStore {
  steps: readonly QueuedStep[] = [];
  /** False from when the phone says that it has no network until it says otherwise, or something came through. */
  connected = true;
  /** Why the first in line could not be sent. */
  stuck: ApiError | undefined = undefined;
  private sending: Promise<void> | undefined;
  private readonly options: DeskOutboxOptions;

  constructor(options: DeskOutboxOptions) {
    this.options = options;
    const kept = options.storage.read(KEY) as Kept | undefined;
    if (kept !== undefined && kept.account === options.account()) this.steps = kept.steps;
    makeAutoObservable<this, 'sending' | 'options'>(this, { sending: false, options: false });
  }

  /** Steps that will still be sent by themselves, oldest first. */
  get pending(): readonly QueuedStep[] {
    return this.steps.filter((step) => step.refusal === undefined && !this.isHeld(step));
  }

  get refused(): readonly QueuedStep[] {
    return this.steps.filter(({ refusal }) => refusal !== undefined);
  }

  /** Steps that wait for somebody to decide about a refusal before them. */
  heldBehind({ key }: QueuedStep): readonly QueuedStep[] {
    const place = this.steps.findIndex((step) => step.key === key);
    const [refused, ...later] = this.steps.slice(place);
    return refused === undefined ? [] : later.filter((step) => sameLine(refused, step));
  }

  /** Takes a step in and sends it as soon as it can. */
  add(
    call: StepCall,
    about: { readonly window: number; readonly ticket?: string; readonly number?: string },
  ): void {
    const step: QueuedStep = {
      ...call,
      ...about,
      key: newIdempotencyKey(),
      at: this.options.clock(),
      tries: 0,
    };
    this.keep([...this.steps, step]);
    void this.flush();
  }

  /** Takes the last step back where it has never left the phone. False when it has: only the service can undo it. */
  withdraw(): boolean {
    const last = this.pending.at(-1);
    if (last === undefined || last.tries > 0) return false;
    this.keep(this.steps.filter(({ key }) => key !== last.key));
    return true;
  }

  /** Sends a refused step once more, with the key that it has. */
  retry({ key }: QueuedStep): Promise<void> {
    this.keep(this.steps.map((step) => (step.key === key ? without(step) : step)));
    return this.flush();
  }

  /** Gives a refused step up, and with it what was tapped after it for the same ticket. */
  discard(step: QueuedStep): Promise<void> {
    const gone = new Set([step, ...this.heldBehind(step)].map(({ key }) => key));
    this.keep(this.steps.filter(({ key }) => !gone.has(key)));
    return this.flush();
  }

  networkChanged(connected: boolean): void {
    this.connected = connected;
    if (connected) void this.flush();
  }

  /** Sends what waits, one after another; callers at the same time share it. Never rejects. */
  flush(): Promise<void> {
    if (!this.connected) return Promise.resolve();
    this.sending ??= this.sendAll().finally(() => {
      this.sending = undefined;
    });
    return this.sending;
  }

  forget(): void {
    this.steps = [];
    this.stuck = undefined;
    this.options.storage.remove(KEY);
  }

  private async sendAll(): Promise<void> {
    for (let [next] = this.pending; next !== undefined; [next] = this.pending) {
      if (!(await this.send(next))) return;
    }
  }

  /** False when the line must wait. */
  private async send(step: QueuedStep): Promise<boolean> {
    // Written down before it leaves: should the phone die now, it knows that the service may have it.
    const sent = { ...step, tries: step.tries + 1 };
    this.replace(sent);
    try {
      const { operation, input, key } = sent;
      const answer = await this.options.api.call('desk', operation, input, { idempotencyKey: key });
      runInAction(() => {
        this.stuck = undefined;
        this.keep(this.steps.filter((each) => each.key !== key));
      });
      this.options.onAnswer(sent, answer as StepAnswer);
      return true;
    } catch (error) {
      return this.takeFailure(sent, toApiError(error));
    }
  }

  private takeFailure(step: QueuedStep, error: ApiError): boolean {
    const comesAgain = error.offline || COMES_AGAIN.has(error.code);
    this.stuck = comesAgain ? error : undefined;
    if (!comesAgain) this.replace({ ...step, refusal: { code: error.code, details: error.details } });
    return !comesAgain;
  }

  private isHeld(step: QueuedStep): boolean {
    const earlier = this.steps.slice(0, this.steps.indexOf(step));
    return earlier.some((each) => each.refusal !== undefined && sameLine(each, step));
  }

  private replace(step: QueuedStep): void {
    this.keep(this.steps.map((each) => (each.key === step.key ? step : each)));
  }

  private keep(steps: readonly QueuedStep[]): void {
    this.steps = steps;
    const account = this.options.account();
    if (account === undefined || steps.length === 0) this.options.storage.remove(KEY);
    else this.options.storage.write(KEY, { account, steps } satisfies Kept);
  }
}

/** A step waits for those before it about its ticket; a call, which names none, for those at its window. */
function sameLine(earlier: QueuedStep, later: QueuedStep): boolean {
  return later.ticket === undefined || earlier.ticket === undefined
    ? earlier.window === later.window
    : earlier.ticket === later.ticket;
}

function without({ refusal: _refusal, ...step }: QueuedStep): QueuedStep {
  return step as QueuedStep;
}

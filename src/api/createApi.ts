import type { Reply } from '../../contract/envelope';
import type { Operation } from '../../contract/operation';
import { factsOf } from '../../contract/operations';
import type { InputOf, OutputOf, Rooms } from '../../contract/rooms';
import { type Platform, Unreachable } from '../platform/types';
import { ApiError, toApiError } from './ApiError';

type OperationOf<R extends keyof Rooms, O extends keyof Rooms[R]> = Extract<Rooms[R][O], Operation>;

/** The service, typed from its contract. Every call rejects with an `ApiError` or gives data. */
export interface Api {
  call<R extends keyof Rooms, O extends keyof Rooms[R] & string>(
    room: R,
    operation: O,
    input: InputOf<OperationOf<R, O>>,
    options?: CallOptions,
  ): Promise<OutputOf<OperationOf<R, O>>>;
}

export interface CallOptions {
  /** The key of a write that outlives this api, for example one kept on the phone until it can be sent. */
  readonly idempotencyKey?: string;
  /** Sent in passing: the person is asked nothing to make it possible. */
  readonly inPassing?: boolean;
}

/** Who has signed in; the api asks for a token and says when one is refused. */
export interface TokenSource {
  /** Undefined for a stranger. */
  current(): string | undefined;
  /** True on a phone that was signed out on purpose: nothing of the person is asked for before they come back. */
  readonly away?: boolean;
  /** Signs in anew; rejects when the person does not want to. */
  renew(): Promise<string>;
}

/** Asks the person to agree before something personal is taken in. */
export interface ConsentSource {
  /** Rejects when the person does not want to. */
  ask(): Promise<void>;
}

/** Asks staff for the code of their second factor before something that needs it. */
export interface SecondFactorSource {
  /** Resolves once the token carries it; rejects when the person does not want to. */
  confirm(): Promise<void>;
}

export interface ApiOptions {
  readonly platform: Pick<Platform, 'send'>;
  readonly tokens: TokenSource;
  readonly consents: ConsentSource;
  /** Only where staff ask. */
  readonly secondFactor?: SecondFactorSource;
  readonly city: string;
  /** The phone's own name for itself. */
  readonly device?: string;
  readonly language: () => string;
  /** Waits between tries. Milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

const TRIES = 3;
/** After these nobody knows whether the write was done. */
const UNKNOWN_ENDINGS = new Set<string>(['TRY_AGAIN', 'INTERNAL']);

/**
 * Reads are tried again when no answer comes. Writes are not, but the same write keeps its key until it is answered,
 * so that the person's own retry, or a double tap, cannot do it twice.
 */
export function createApi(options: ApiOptions): Api {
  const { platform, tokens, consents, city, device, language, pause } = options;
  const { secondFactor } = options;
  const unanswered = new Map<string, string>();

  async function sendOnce(
    room: string,
    operation: string,
    input: unknown,
    options: CallOptions,
  ): Promise<unknown> {
    const token = tokens.current();
    const { idempotencyKey } = options;
    const reply = await platform.send({
      room,
      operation,
      input,
      city,
      device,
      language: language(),
      token,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    return unwrap(reply as Reply);
  }

  async function send(
    room: string,
    operation: string,
    input: unknown,
    options: CallOptions,
  ): Promise<unknown> {
    const tries = isRead(room, operation) ? TRIES : 1;
    for (let attempt = 1; attempt < tries; attempt += 1) {
      try {
        return await sendOnce(room, operation, input, options);
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        await pause(300 * attempt);
      }
    }
    return sendOnce(room, operation, input, options).catch((error: unknown) => {
      throw error instanceof Unreachable ? new ApiError('TRY_AGAIN', { offline: true }) : error;
    });
  }

  /** What the person can do about a refusal at once; then the same call goes out again. `token`: what it was sent with. */
  const remedies: Readonly<Record<string, (token: string | undefined) => Promise<unknown>>> = {
    // Another call may have signed in anew while this one was on its way.
    NOT_SIGNED_IN: async (token) => (tokens.current() === token ? tokens.renew() : undefined),
    CONSENT_NEEDED: () => consents.ask(),
    ...(secondFactor === undefined ? {} : { SECOND_FACTOR_NEEDED: () => secondFactor.confirm() }),
  };

  /** WeChat says who calls even without a token, so that a refusal would never come. */
  async function comeBackFor(room: string, operation: string): Promise<void> {
    if (tokens.away && factsOf(room, operation)?.audience !== 'anyone') await tokens.renew();
  }

  async function sendAsAllowed(
    room: string,
    operation: string,
    input: unknown,
    options: CallOptions,
    asked: readonly string[] = [],
  ): Promise<unknown> {
    if (options.inPassing) return send(room, operation, input, options);
    await comeBackFor(room, operation);
    const token = tokens.current();
    try {
      return await send(room, operation, input, options);
    } catch (error) {
      const { code } = toApiError(error);
      const remedy = asked.includes(code) ? undefined : remedies[code];
      if (remedy === undefined) throw error;
      await remedy(token);
      return sendAsAllowed(room, operation, input, options, [...asked, code]);
    }
  }

  async function sendWrite(
    room: string,
    operation: string,
    input: unknown,
    options: CallOptions,
  ): Promise<unknown> {
    const wish = JSON.stringify([room, operation, input]);
    const idempotencyKey = options.idempotencyKey ?? unanswered.get(wish) ?? newIdempotencyKey();
    unanswered.set(wish, idempotencyKey);
    try {
      const data = await sendAsAllowed(room, operation, input, { ...options, idempotencyKey });
      unanswered.delete(wish);
      return data;
    } catch (error) {
      if (error instanceof ApiError && !UNKNOWN_ENDINGS.has(error.code)) unanswered.delete(wish);
      throw error;
    }
  }

  return {
    async call(room, operation, input, options = {}) {
      const sending = isRead(room, operation) ? sendAsAllowed : sendWrite;
      return (await sending(room, operation, input, options)) as never;
    },
  };
}

function isRead(room: string, operation: string): boolean {
  return factsOf(room, operation)?.kind === 'read';
}

function unwrap(reply: Reply): unknown {
  if (typeof reply !== 'object' || reply === null || !('ok' in reply)) throw new Unreachable('not an answer');
  if (reply.ok) return reply.data;
  const { code, details, requestId } = reply.error;
  throw new ApiError(code, { details, requestId });
}

/** A key for one wish of the person: unguessable is not needed, unique is. */
export function newIdempotencyKey(): string {
  const part = () => Math.random().toString(36).slice(2, 12);
  return `${Date.now().toString(36)}-${part()}-${part()}`;
}

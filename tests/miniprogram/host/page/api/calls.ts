import type { Platform } from '../../program';
import { type ApiCall, records } from '../records';

export type Options = Readonly<Record<string, unknown>>;

/** Answers an API: the fields of its result, at once or later. Throws a `Failure` for a no. */
export type Answer = (options: Options) => unknown;

interface Callbacks {
  readonly success?: (result: unknown) => void;
  readonly fail?: (failure: unknown) => void;
  readonly complete?: (result: unknown) => void;
}

/** A no of the phone, in the platform's words. `forbidden`: the app did not declare what it needs. */
export class Failure extends Error {
  readonly code: number;
  readonly forbidden: boolean;

  constructor(reason: string, { code = -1, forbidden = false } = {}) {
    super(reason);
    this.code = code;
    this.forbidden = forbidden;
  }
}

/** An API that answers later, through callbacks or a promise. Every call is recorded. */
export function later(platform: Platform, api: string, answer: Answer) {
  return (given?: Options & Callbacks): Promise<unknown> | undefined => {
    const { success, fail, complete, ...options } = given ?? {};
    const call = record(api, options);
    const wantsCallbacks = success !== undefined || fail !== undefined || complete !== undefined;
    const settled = settle(answer, options).then(
      (result) => {
        call.outcome = 'ok';
        const fields = withMessage(platform, api, result);
        success?.(fields);
        complete?.(fields);
        return fields;
      },
      (error: unknown) => {
        const failure = noteFailure(call, error);
        const fields = describeFailure(platform, api, failure);
        fail?.(fields);
        complete?.(fields);
        if (!wantsCallbacks) throw fields;
        return undefined;
      },
    );
    return wantsCallbacks ? undefined : settled;
  };
}

/** An API that answers at once. */
export function atOnce<Args extends unknown[], Result>(api: string, answer: (...args: Args) => Result) {
  return (...args: Args): Result => {
    const call = record(api, args);
    try {
      const result = answer(...args);
      call.outcome = 'ok';
      return result;
    } catch (error) {
      noteFailure(call, error);
      throw error;
    }
  };
}

function record(api: string, args: unknown): ApiCall {
  const call: ApiCall = { api, args: copy(args), outcome: 'under way' };
  records.calls.push(call);
  records.log.push(`call ${api} ${JSON.stringify(call.args)?.slice(0, 300)}`);
  return call;
}

/** Never in the same turn: no phone does that, and code that relies on it breaks there. */
async function settle(answer: Answer, options: Options): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  return answer(options);
}

function noteFailure(call: ApiCall, error: unknown): Failure {
  const failure =
    error instanceof Failure ? error : new Failure(error instanceof Error ? error.message : String(error));
  call.outcome = 'failed';
  call.reason = failure.message;
  if (failure.forbidden) call.forbidden = failure.message;
  records.log.push(`failed ${call.api}: ${failure.message}`);
  return failure;
}

function withMessage(platform: Platform, api: string, result: unknown): Record<string, unknown> {
  const fields = typeof result === 'object' && result !== null ? result : {};
  return platform === 'weapp' ? { errMsg: `${api}:ok`, ...fields } : { ...fields };
}

function describeFailure(
  platform: Platform,
  api: string,
  { message, code }: Failure,
): Record<string, unknown> {
  return platform === 'weapp'
    ? { errMsg: `${api}:fail ${message}`, errno: code }
    : { error: code, errorMessage: message };
}

function copy(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return String(value);
  }
}

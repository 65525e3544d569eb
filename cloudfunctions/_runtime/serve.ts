import type { z } from 'zod';
import { operationsThatCollect } from '../../contract/consent';
import type { Reply } from '../../contract/envelope';
import type { Operation, Room } from '../../contract/operation';
import { operationsWithSecondFactor } from '../../contract/secondFactor';
import { refusalByConstraint, violatedConstraint } from '../_database/constraints';
import { isUnavailable } from '../_database/database';
import { hasConsent } from '../_people/consents';
import { PlatformUnavailable } from '../_platforms/platformFault';
import { type Answer, deny } from './answer';
import type { Caller, PlatformIdentity } from './caller';
import type { Dependencies } from './dependencies';
import { newId } from './ids';
import { stackWithoutMessage } from './log';
import { refuseGuessing } from './refuseGuessing';

/** One call, as every door hands it over. */
export interface Call {
  readonly operation: string;
  readonly input: unknown;
  readonly city: string;
  readonly caller: Caller;
  /** Set when the platform itself says who is asking (WeChat's cloud context). */
  readonly platformIdentity?: PlatformIdentity | undefined;
  readonly idempotencyKey?: string | undefined;
  /** The network address that the door saw. */
  readonly address?: string | undefined;
  /** The device's own name for itself, blind. */
  readonly device?: string | undefined;
  readonly requestId: string;
}

/** What a handler is given besides its parsed input. */
export interface CallContext extends Omit<Call, 'operation' | 'input' | 'idempotencyKey'> {
  readonly now: Date;
  /** The caller's key, or a fresh one when a write came without. */
  readonly idempotencyKey: string;
  /** The signed-in account; empty for an operation that anyone may call. */
  readonly accountId: string;
}

export type Handler<O extends Operation, D extends Dependencies = Dependencies> = (
  dependencies: D,
  input: z.output<O['input']>,
  context: CallContext,
) => Promise<Answer<z.input<O['output']>>>;

export type Handlers<R extends Room, D extends Dependencies = Dependencies> = {
  readonly [Name in keyof R]: Handler<R[Name], D>;
};

/** A room that can be called through any door. */
export interface ServedRoom {
  readonly name: string;
  readonly operations: Room;
  readonly dependencies: Dependencies;
  call(call: Call): Promise<Reply>;
}

/** The one place where JSON becomes input and outcomes become replies, and the only catch of the service. */
export function serve<R extends Room, D extends Dependencies>(
  name: string,
  operations: R,
  handlers: Handlers<R, D>,
  dependencies: D,
): ServedRoom {
  const { log, clock } = dependencies;

  async function answer(call: Call): Promise<Answer<unknown>> {
    if (!Object.hasOwn(operations, call.operation)) return deny('NOT_FOUND', { field: 'operation' });
    const operation = operations[call.operation] as Operation;
    const denied =
      refuseCaller(operation, call.caller) ??
      refuseUnconfirmed(`${name}.${call.operation}`, call.caller) ??
      refuseKey(call.idempotencyKey);
    if (denied !== null) return denied;
    const parsed = operation.input.safeParse(call.input ?? {});
    if (!parsed.success) return invalidInput(parsed.error);
    const unasked = await refuseWithoutConsent(dependencies, `${name}.${call.operation}`, call);
    if (unasked !== null) return unasked;
    const guessing = await refuseGuessing(dependencies, `${name}.${call.operation}`, call, clock());
    if (guessing !== null) return guessing;
    const handler = handlers[call.operation] as Handler<Operation, D>;
    return handler(dependencies, parsed.data, contextOf(call, clock()));
  }

  return {
    name,
    operations,
    dependencies,
    async call(call) {
      const startedAt = performance.now();
      const outcome = await answer(call).catch((error: unknown) => answerToFault(error, call));
      log.info('answered', {
        room: name,
        operation: call.operation.slice(0, 40),
        requestId: call.requestId,
        caller: call.caller.kind,
        code: outcome.ok ? 'OK' : outcome.code,
        milliseconds: Math.round(performance.now() - startedAt),
      });
      return toReply(outcome, call.requestId);
    },
  };

  function answerToFault(error: unknown, { operation, requestId }: Call): Answer<never> {
    const refusal = refusalByConstraint[violatedConstraint(error) ?? ''];
    if (refusal !== undefined) return deny(refusal);
    log.error('fault', { room: name, operation, requestId, stack: stackWithoutMessage(error) });
    if (error instanceof PlatformUnavailable) {
      return deny('TRY_AGAIN', { retryAfterSeconds: error.retryAfterSeconds });
    }
    return isUnavailable(error) ? deny('TRY_AGAIN', { retryAfterSeconds: 2 }) : deny('INTERNAL');
  }
}

function refuseCaller({ audience }: Operation, caller: Caller): Answer<never> | null {
  if (audience === 'anyone') return null;
  if (caller.kind === 'anonymous') return deny('NOT_SIGNED_IN');
  const allowed = audience === caller.kind || (audience === 'signed-in' && caller.kind !== 'system');
  return allowed ? null : deny('NOT_ALLOWED');
}

/** Review and capacity need the second factor; the list is part of the contract. */
function refuseUnconfirmed(operation: string, caller: Caller): Answer<never> | null {
  const open = caller.kind !== 'staff' || caller.staff.confirmed === true;
  return open || !operationsWithSecondFactor.has(operation) ? null : deny('SECOND_FACTOR_NEEDED');
}

/** Nothing personal is taken in before its owner has agreed to why. */
async function refuseWithoutConsent(
  { database }: Dependencies,
  operation: string,
  { caller, city }: Call,
): Promise<Answer<never> | null> {
  if (caller.kind !== 'citizen' || !operationsThatCollect.has(operation)) return null;
  return (await hasConsent(database, city, caller.accountId, 'booking')) ? null : deny('CONSENT_NEEDED');
}

function refuseKey(key: string | undefined): Answer<never> | null {
  return key === undefined || /^[\w-]{8,64}$/.test(key)
    ? null
    : deny('INVALID_INPUT', { field: 'idempotencyKey' });
}

function contextOf(call: Call, now: Date): CallContext {
  const { city, caller, platformIdentity, address, device, requestId, idempotencyKey = newId() } = call;
  const accountId = 'accountId' in caller ? caller.accountId : '';
  return { city, caller, platformIdentity, address, device, requestId, idempotencyKey, accountId, now };
}

function invalidInput(error: z.ZodError): Answer<never> {
  const [issue] = error.issues;
  return deny('INVALID_INPUT', { field: issue?.path.join('.') ?? '', reason: issue?.code ?? 'invalid' });
}

function toReply(answer: Answer<unknown>, requestId: string): Reply {
  if (answer.ok) return { ok: true, data: answer.value };
  const { code, details } = answer;
  return { ok: false, error: { code, ...(details === undefined ? {} : { details }), requestId } };
}

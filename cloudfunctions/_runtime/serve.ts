import type { z } from 'zod';
import type { Reply } from '../../contract/envelope';
import type { Operation, Room } from '../../contract/operation';
import { isAtLeast } from '../../domain/desk/permissions';
import { accept } from '../../domain/outcome';
import { refusalByConstraint, violatedConstraint } from '../_database/constraints';
import { isTransient, isUnavailable } from '../_database/database';
import { hasConsent } from '../_people/consents';
import { triesTooManyDocuments } from '../_people/limitDocuments';
import { PlatformUnavailable } from '../_platforms/platformFault';
import { type Answer, deny } from './answer';
import type { Caller } from './caller';
import type { Dependencies } from './dependencies';
import type { AnyWrite, Call, CallContext, Handler, Handlers } from './handlers';
import { newId } from './ids';
import { createQueues, keyOf } from './keys';
import { stackWithoutMessage } from './log';
import { refuseGuessing } from './refuseGuessing';
import { type Remembered, recallWrite, type WriteKey } from './rememberedWrites';
import { replay, runWrite } from './runWrite';

export type {
  BookedWrite,
  Call,
  CallContext,
  Change,
  FollowedWrite,
  Handler,
  PreparedWrite,
  Reading,
  Write,
} from './handlers';

/** A call whose input is understood; `refused` is what stands against its caller. */
interface Asked {
  readonly call: Call;
  readonly operation: Operation;
  readonly input: unknown;
  readonly context: CallContext;
  readonly refused: Answer<never> | null;
}

/** A room that can be called through any door. */
export interface ServedRoom {
  readonly name: string;
  readonly operations: Room;
  readonly dependencies: Dependencies;
  call(call: Call): Promise<Reply>;
}

/** A check of a room's own, after those that every operation has and before its handler. */
export type RoomGuard = (
  dependencies: Dependencies,
  input: unknown,
  context: CallContext,
) => Promise<Answer<never> | null>;

/**
 * The one place where JSON becomes input and outcomes become replies, and the only catch of the service. The key of a
 * write is looked up before anything may refuse it.
 */
export function serve<R extends Room, D extends Dependencies>(
  name: string,
  operations: R,
  handlers: Handlers<R, D>,
  dependencies: D,
  refuseInRoom?: RoomGuard,
): ServedRoom {
  const { log, clock } = dependencies;
  const oneAtATime = createQueues();

  async function answer(call: Call): Promise<Answer<unknown>> {
    if (!Object.hasOwn(operations, call.operation)) return deny('NOT_FOUND', { field: 'operation' });
    const operation = operations[call.operation] as Operation;
    const refused = refuseCaller(operation, call.caller) ?? refuseUnconfirmed(operation, call.caller);
    // Whose sign-in has ended may still hear what it came to; nobody else who is refused costs more than this.
    if (refused !== null && call.scope?.ended !== true) return refused;
    const parsed = understand(operation, call);
    if (!parsed.ok) return refused ?? parsed;
    const asked: Asked = {
      call,
      operation,
      input: parsed.value,
      context: contextOf(call, parsed.value),
      refused,
    };
    return operation.kind === 'read' ? answerRead(asked) : answerWrite(asked);
  }

  async function answerRead(asked: Asked): Promise<Answer<unknown>> {
    const refused = asked.refused ?? (await refuse(asked));
    if (refused !== null) return refused;
    const handler = handlers[asked.call.operation] as Handler<Operation, D>;
    return handler(dependencies, asked.input, asked.context);
  }

  async function answerWrite(asked: Asked): Promise<Answer<unknown>> {
    const { call, operation, input, context } = asked;
    const handler = handlers[call.operation] as AnyWrite<Operation, D>;
    const key = keyOf(operation, call, context, dependencies.sealer);
    const running = { dependencies, handler, input, context, key };
    if (key === undefined) return asked.refused ?? (await refuse(asked)) ?? runWrite(running);
    return oneAtATime(`${key.city}/${key.scope.accountId}/${key.key}`, async () => {
      const unasked = asked.refused === null ? refuseWithoutConsent(dependencies, operation, context) : null;
      const [first, withoutConsent] = await Promise.all([recall(key, asked), unasked]);
      if (first !== null) return replay({ ...running, key }, first);
      return asked.refused ?? withoutConsent ?? (await refuseAsked(asked)) ?? runWrite(running);
    });
  }

  /** An ended sign-in may hear what it did itself, and nothing else. */
  async function recall(key: WriteKey, { context }: Asked): Promise<Remembered | null> {
    const { accountId: scope, signInId, ended = false } = key.scope;
    const account = context.accountId === '' ? null : context.accountId;
    const asking = { city: key.city, scope, account, key: key.key, at: key.at };
    const first = await recallWrite(dependencies.database, asking);
    return ended && first?.sign_in !== signInId ? null : first;
  }

  async function refuse(asked: Asked): Promise<Answer<never> | null> {
    return (await refuseWithoutConsent(dependencies, asked.operation, asked.context)) ?? refuseAsked(asked);
  }

  async function refuseAsked({ operation, input, context }: Asked): Promise<Answer<never> | null> {
    const guessing = await refuseGuessing(dependencies, operation, context);
    if (guessing !== null) return guessing;
    if (await triesTooManyDocuments(dependencies, input, context)) return deny('TOO_MANY_DOCUMENTS');
    return (await refuseInRoom?.(dependencies, input, context)) ?? null;
  }

  function contextOf(call: Call, input: unknown): CallContext {
    const { operation, input: _raw, scope: _scope, idempotencyKey = newId(), caller, ...rest } = call;
    const isWrite = operations[operation]?.kind === 'write';
    return {
      ...rest,
      caller,
      operation: `${name}.${operation}`,
      idempotencyKey,
      inputDigest: isWrite ? dependencies.sealer.blind(JSON.stringify(input)) : '',
      accountId: 'accountId' in caller ? caller.accountId : '',
      now: clock(),
    };
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
    // A deadlock that came back at every try is over by the time the caller asks again.
    const passes = isUnavailable(error) || isTransient(error);
    return passes ? deny('TRY_AGAIN', { retryAfterSeconds: 2 }) : deny('INTERNAL');
  }
}

function refuseCaller({ audience, role }: Operation, caller: Caller): Answer<never> | null {
  if (audience === 'anyone') return null;
  if (caller.kind === 'anonymous') return deny('NOT_SIGNED_IN');
  const allowed = audience === caller.kind || (audience === 'signed-in' && caller.kind !== 'system');
  const wideEnough = role === undefined || (caller.kind === 'staff' && isAtLeast(caller.staff.role, role));
  return allowed && wideEnough ? null : deny('NOT_ALLOWED');
}

function refuseUnconfirmed({ secondFactor }: Operation, caller: Caller): Answer<never> | null {
  const confirmed = caller.kind !== 'staff' || caller.staff.confirmed === true;
  return secondFactor !== true || confirmed ? null : deny('SECOND_FACTOR_NEEDED');
}

/** Nothing personal is taken in before its owner has agreed to why. */
async function refuseWithoutConsent(
  { database }: Dependencies,
  { consent }: Operation,
  { caller, city, accountId }: CallContext,
): Promise<Answer<never> | null> {
  if (consent !== true || caller.kind !== 'citizen') return null;
  return (await hasConsent(database, city, accountId, 'booking')) ? null : deny('CONSENT_NEEDED');
}

/** The parsed input of a call whose key is one. */
function understand({ input }: Operation, call: Call): Answer<unknown> {
  const badKey = refuseKey(call.idempotencyKey);
  if (badKey !== null) return badKey;
  const parsed = input.safeParse(call.input ?? {});
  return parsed.success ? accept(parsed.data) : invalidInput(parsed.error);
}

function refuseKey(key: string | undefined): Answer<never> | null {
  return key === undefined || /^[\w-]{8,64}$/.test(key)
    ? null
    : deny('INVALID_INPUT', { field: 'idempotencyKey' });
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

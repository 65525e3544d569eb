import type { Operation } from '../../contract/operation';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { notify } from '../_notifications/notify';
import { type Answer, deny, type Refused } from './answer';
import type { Dependencies } from './dependencies';
import type { AnyWrite, CallContext, Change, Prepared, Reading } from './handlers';
import { stackWithoutMessage } from './log';
import {
  answerContext,
  claimKey,
  finishAnswer,
  type Remembered,
  releaseKey,
  rememberAnswer,
  type WriteKey,
} from './rememberedWrites';
import type { Sealer } from './sealing';

type AfterCommit = Parameters<Change['afterCommit']>[0];

/** What a transaction comes to that commits. */
interface Committed {
  readonly answer: Answer<unknown>;
  /** False while `finish` has not answered. */
  readonly finished: boolean;
  readonly afterCommit: readonly AfterCommit[];
}

export interface Running<D extends Dependencies> {
  readonly dependencies: D;
  readonly handler: AnyWrite<Operation, D>;
  readonly input: unknown;
  readonly context: CallContext;
  /** Undefined when the write came without a key: nobody can ask for its answer again. */
  readonly key: WriteKey | undefined;
}

/**
 * Runs a write that has no answer yet. Its key is claimed in its transaction, before any rule of the handler that
 * looks at the state, so that a retry in parallel waits and hears what the first one heard.
 */
export async function runWrite<D extends Dependencies>(running: Running<D>): Promise<Answer<unknown>> {
  const { dependencies, handler, input, context, key } = running;
  if ('book' in handler) return handler.book(dependencies, input, context);
  const prepared =
    'prepare' in handler
      ? await handler.prepare(dependencies, input, context)
      : accept((within: Reading<D>, change: Change) => handler(within, input, change));
  if (!prepared.ok && key === undefined) return prepared;

  const outcome = await dependencies.database.transaction((transaction) =>
    key === undefined ? work(transaction, running, prepared) : claim(transaction, running, key, prepared),
  );
  if (!('answer' in outcome)) return outcome;
  const { answer, finished, afterCommit } = outcome;
  await runAll(afterCommit, dependencies, context);
  return answer.ok && !finished ? finish(running, String(answer.value)) : answer;
}

/** Does the work unless the key has an answer, and remembers what it came to. */
async function claim<D extends Dependencies>(
  transaction: Queryable,
  running: Running<D>,
  key: WriteKey,
  prepared: Prepared<D, unknown>,
): Promise<Refused | Committed> {
  const { sealer } = running.dependencies;
  const first = await claimKey(transaction, key);
  if (first !== undefined) {
    const answer = isOther(key, first)
      ? deny('IDEMPOTENCY_KEY_REUSED')
      : accept(openAnswer(sealer, key, first));
    return { answer, finished: first.finished, afterCommit: [] };
  }
  const done = await work(transaction, running, prepared);
  if (!('answer' in done)) return done;
  if (done.answer.ok) {
    await rememberAnswer(transaction, sealer, key, { value: done.answer.value, finished: done.finished });
  } else await releaseKey(transaction, key);
  return done;
}

async function work<D extends Dependencies>(
  transaction: Queryable,
  { dependencies, handler, context }: Running<D>,
  prepared: Prepared<D, unknown>,
): Promise<Refused | Committed> {
  if (!prepared.ok) return prepared;
  const afterCommit: AfterCommit[] = [];
  await lockAccount(transaction, context);
  const change = toChange(transaction, context, afterCommit);
  const answer = await prepared.value({ ...dependencies, database: transaction }, change);
  if (!answer.ok && answer.lasting !== true) return answer;
  return { answer, finished: !('finish' in handler), afterCommit };
}

/**
 * One write of a citizen at a time: whatever a handler counts of the account's own (people, requests, entries, files) stays
 * as it was counted until the commit. Bookings are told apart by their number (`reservation.account_ordinal`).
 */
async function lockAccount(transaction: Queryable, { caller, city, accountId }: CallContext): Promise<void> {
  if (caller.kind !== 'citizen') return;
  await transaction.rows(sql`
    select 1 from account where city = ${city} and id = ${accountId} for no key update`);
}

/** Tells what a key came to, and finishes what was left unfinished. */
export async function replay<D extends Dependencies>(
  running: Running<D> & { readonly key: WriteKey },
  first: Remembered,
): Promise<Answer<unknown>> {
  const { dependencies, handler, context, key } = running;
  if (isOther(key, first)) return deny('IDEMPOTENCY_KEY_REUSED');
  if (first.reservation !== null && 'again' in handler) {
    return handler.again(dependencies, first.reservation, context);
  }
  const value = openAnswer(dependencies.sealer, key, first);
  return first.finished ? accept(value) : finish(running, String(value));
}

function isOther({ operation, inputDigest }: WriteKey, first: Remembered): boolean {
  return first.operation !== operation || first.input_digest !== inputDigest;
}

function openAnswer(sealer: Sealer, { scope, key }: WriteKey, { answer_sealed }: Remembered) {
  return JSON.parse(sealer.open(answer_sealed, answerContext(scope.accountId, key))) as unknown;
}

async function finish<D extends Dependencies>(
  { dependencies, handler, context, key }: Running<D>,
  subject: string,
): Promise<Answer<unknown>> {
  if (!('finish' in handler)) throw new Error('A write was left unfinished that has nothing to finish.');
  const answer = await handler.finish(dependencies, subject, context);
  if (!answer.ok || key === undefined) return answer;
  return accept(await finishAnswer(dependencies.database, dependencies.sealer, key, answer.value));
}

/** What is committed stays so: a fault of what follows is logged, and mended by the timers. */
async function runAll(
  work: readonly AfterCommit[],
  dependencies: Dependencies,
  { operation, requestId }: CallContext,
): Promise<void> {
  for (const each of work) {
    try {
      await each(dependencies);
    } catch (error) {
      dependencies.log.error('fault', { operation, requestId, stack: stackWithoutMessage(error) });
    }
  }
}

function toChange(transaction: Queryable, context: CallContext, afterCommit: AfterCommit[]): Change {
  const { city, now, caller, accountId, operation, requestId } = context;
  const actor = accountId === '' ? 'system' : `${caller.kind}:${accountId}`;
  return {
    ...context,
    audit: (subject, facts = {}) =>
      audit(transaction, { city, at: now, actor, action: operation, subject, ...facts, requestId }),
    notify: (to, kind, subject, facts) =>
      notify(transaction, { city, accountId: to, kind, subject, facts, now }),
    afterCommit: (work) => void afterCommit.push(work),
  };
}

import type { Queryable } from '../_database/database';
import { gatheredRead } from '../_database/gatherReads';
import { sql } from '../_database/sql';
import type { Sealer } from './sealing';

/** Whose key it is: the account that the caller's proof names, which stays the same whatever becomes of the account. */
export interface KeyScope {
  readonly accountId: string;
  readonly signInId?: string | undefined;
  /** The token is genuine, but its sign-in has ended: it may still hear what the same sign-in did. */
  readonly ended?: boolean | undefined;
}

/** One write that must be done once, however often it is sent. */
export interface WriteKey {
  readonly city: string;
  readonly scope: KeyScope;
  readonly key: string;
  readonly operation: string;
  /** A blind digest of the parsed input. */
  readonly inputDigest: string;
  readonly at: Date;
  /** Until when a retry hears the first answer. */
  readonly until: Date;
}

/** What is known of a key: its sealed answer, or the reservation that holds the key itself. */
export interface Remembered {
  readonly operation: string;
  readonly input_digest: string;
  readonly sign_in: string | null;
  readonly answer_sealed: string;
  /** False while what follows the commit is not done. */
  readonly finished: boolean;
  readonly reservation: string | null;
}

interface Question {
  readonly city: string;
  readonly scope: string;
  /** The account whose reservations hold keys; a reservation moves with its account, a remembered write does not. */
  readonly account: string | null;
  readonly key: string;
  readonly at: Date;
}

/** What a key came to, or null. Those of one turn are asked in one statement. */
export const recallWrite = gatheredRead<Question, Remembered | null>(async (database, city, asked) => {
  const rows = await database.rows<Remembered & { operation: string | null }>(sql`
    select coalesce(known.operation, case when booked.id is not null then 'reservations.make' end) as operation,
      coalesce(known.input_digest, booked.input_digest) as input_digest, known.sign_in,
      coalesce(known.answer_sealed, '') as answer_sealed, coalesce(known.finished, true) as finished,
      case when known.operation is null then booked.id end as reservation
    from unnest(${asked.map(({ scope }) => scope)}::uuid[], ${asked.map(({ account }) => account)}::uuid[],
      ${asked.map(({ key }) => key)}::text[], ${asked.map(({ at }) => at)}::timestamptz[]
    ) with ordinality as asked(scope, account, key, at, place)
    left join lateral (
      select operation, input_digest, sign_in, answer_sealed, finished from remembered_write
      where city = ${city} and account_id = asked.scope and idempotency_key = asked.key and forget_at > asked.at limit 1
    ) known on true
    left join lateral (
      select id, input_digest from reservation
      where city = ${city} and account_id = asked.account and idempotency_key = asked.key limit 1
    ) booked on true
    order by place`);
  return rows.map((row) => (row.operation === null ? null : row));
});

/**
 * Takes a key for this transaction. Whoever comes second waits here for the first to end, and is given what it
 * remembered; undefined for the first.
 */
export async function claimKey(transaction: Queryable, write: WriteKey): Promise<Remembered | undefined> {
  const { city, scope, key, operation, inputDigest, at, until } = write;
  const claimed = await transaction.rows(sql`
    insert into remembered_write
      (city, account_id, idempotency_key, operation, input_digest, sign_in, created_at, forget_at)
    values (${city}, ${scope.accountId}, ${key}, ${operation}, ${inputDigest}, ${scope.signInId ?? null}, ${at},
      ${until})
    on conflict (city, account_id, idempotency_key) do update
      set operation = excluded.operation, input_digest = excluded.input_digest, sign_in = excluded.sign_in,
        answer_sealed = '', finished = false, created_at = excluded.created_at, forget_at = excluded.forget_at
      where remembered_write.forget_at <= excluded.created_at
    returning 1`);
  if (claimed.length > 0) return undefined;
  const [first] = await transaction.rows<Remembered>(sql`
    select operation, input_digest, sign_in, answer_sealed, finished, null as reservation from remembered_write
    where city = ${city} and account_id = ${scope.accountId} and idempotency_key = ${key}`);
  if (first === undefined) throw new Error('A claimed key vanished.');
  return first;
}

/** Remembers what a claimed key came to. The work itself may have erased the claim with everything of the account. */
export async function rememberAnswer(
  transaction: Queryable,
  sealer: Sealer,
  write: WriteKey,
  { value, finished }: { readonly value: unknown; readonly finished: boolean },
): Promise<void> {
  const { city, scope, key, operation, inputDigest, at, until } = write;
  const sealed = sealer.seal(JSON.stringify(value), answerContext(scope.accountId, key));
  await transaction.rows(sql`
    insert into remembered_write (city, account_id, idempotency_key, operation, input_digest, sign_in, answer_sealed,
      finished, created_at, forget_at)
    values (${city}, ${scope.accountId}, ${key}, ${operation}, ${inputDigest}, ${scope.signInId ?? null}, ${sealed},
      ${finished}, ${at}, ${until})
    on conflict (city, account_id, idempotency_key) do update
      set answer_sealed = excluded.answer_sealed, finished = excluded.finished`);
}

/** Remembers the answer of a write that was followed up, unless a retry was faster; then gives that one. */
export async function finishAnswer(
  database: Queryable,
  sealer: Sealer,
  { city, scope, key }: WriteKey,
  value: unknown,
): Promise<unknown> {
  const context = answerContext(scope.accountId, key);
  const [row] = await database.rows<{ answer_sealed: string }>(sql`
    update remembered_write set finished = true,
      answer_sealed = case when finished then answer_sealed else ${sealer.seal(JSON.stringify(value), context)} end
    where city = ${city} and account_id = ${scope.accountId} and idempotency_key = ${key} returning answer_sealed`);
  return row === undefined ? value : JSON.parse(sealer.open(row.answer_sealed, context));
}

/** Lets a key go whose work stays although it was refused. */
export async function releaseKey(transaction: Queryable, { city, scope, key }: WriteKey): Promise<void> {
  await transaction.rows(sql`
    delete from remembered_write
    where city = ${city} and account_id = ${scope.accountId} and idempotency_key = ${key}`);
}

/** Binds a sealed answer to its key. */
export function answerContext(accountId: string, key: string): string {
  return `answer:${accountId}:${key}`;
}

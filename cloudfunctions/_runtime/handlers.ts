import type { z } from 'zod';
import type { Operation, Room } from '../../contract/operation';
import type { AuditFacts } from '../_database/audit';
import type { Queryable } from '../_database/database';
import type { NotificationFacts } from '../_notifications/notify';
import type { Answer } from './answer';
import type { Caller, PlatformIdentity } from './caller';
import type { Dependencies } from './dependencies';
import type { KeyScope } from './rememberedWrites';

/** One call, as every door hands it over. */
export interface Call {
  /** In a context with its room: `reservations.cancel`. */
  readonly operation: string;
  readonly input: unknown;
  readonly city: string;
  readonly caller: Caller;
  /** What the caller's proof names, also when its sign-in has ended; left out, the caller's account. */
  readonly scope?: KeyScope | undefined;
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
export interface CallContext extends Omit<Call, 'input' | 'idempotencyKey' | 'scope'> {
  readonly now: Date;
  /** The caller's key, or a fresh one when a write came without. */
  readonly idempotencyKey: string;
  /** A blind digest of the parsed input; empty for a read. */
  readonly inputDigest: string;
  /** The signed-in account; empty for an operation that anyone may call. */
  readonly accountId: string;
}

/** What changes something, inside the one transaction of a write. */
export interface Change extends CallContext {
  /** Writes down what the caller did with a subject (`reservation:<id>`). */
  audit(
    subject: string,
    facts?: { readonly before?: AuditFacts; readonly after?: AuditFacts },
  ): Promise<void>;
  /** Puts a message to an account into the outbox; it is sent only if this transaction commits. */
  notify(accountId: string, kind: string, subject: string, facts: NotificationFacts): Promise<void>;
  /** Runs after the commit and before the answer; what must not be lost belongs to a timer as well. */
  afterCommit(work: (dependencies: Dependencies) => Promise<void> | void): void;
}

/** Dependencies of what only runs statements: outside a transaction, or inside one, where `database` is that one. */
export type Reading<D extends Dependencies = Dependencies> = Omit<D, 'database'> & {
  readonly database: Queryable;
};

type Input<O extends Operation> = z.output<O['input']>;
type Output<O extends Operation> = z.input<O['output']>;

export type Handler<O extends Operation, D extends Dependencies = Dependencies> = (
  dependencies: D,
  input: Input<O>,
  context: CallContext,
) => Promise<Answer<Output<O>>>;

/** A write: everything in one transaction, its answer too. It never runs again for a key that has its answer. */
export type Write<O extends Operation, D extends Dependencies = Dependencies> = (
  dependencies: Reading<D>,
  input: Input<O>,
  change: Change,
) => Promise<Answer<Output<O>>>;

/** What `prepare` hands over to the transaction. */
export type Prepared<D extends Dependencies, Value> = Answer<
  (dependencies: Reading<D>, change: Change) => Promise<Answer<Value>>
>;

/** A write that must ask others, or reads much, before its transaction. What `prepare` does is safe to repeat. */
export interface PreparedWrite<O extends Operation, D extends Dependencies = Dependencies> {
  prepare(dependencies: D, input: Input<O>, context: CallContext): Promise<Prepared<D, Output<O>>>;
}

/** A write with more transactions behind it: `finish` takes what the first one came to, is safe to repeat, and answers. */
export interface FollowedWrite<O extends Operation, D extends Dependencies = Dependencies> {
  prepare(dependencies: D, input: Input<O>, context: CallContext): Promise<Prepared<D, string>>;
  finish(dependencies: D, subject: string, context: CallContext): Promise<Answer<Output<O>>>;
}

/** A booking: its own statement, gathered with others, keeps the key on the reservation. */
export interface BookedWrite<O extends Operation, D extends Dependencies = Dependencies> {
  book(dependencies: D, input: Input<O>, context: CallContext): Promise<Answer<Output<O>>>;
  /** Tells the reservation that a key came to. */
  again(dependencies: D, reservationId: string, context: CallContext): Promise<Answer<Output<O>>>;
}

export type AnyWrite<O extends Operation, D extends Dependencies = Dependencies> =
  | Write<O, D>
  | PreparedWrite<O, D>
  | FollowedWrite<O, D>
  | BookedWrite<O, D>;

export type Handlers<R extends Room, D extends Dependencies = Dependencies> = {
  readonly [Name in keyof R]: R[Name]['kind'] extends 'read' ? Handler<R[Name], D> : AnyWrite<R[Name], D>;
};

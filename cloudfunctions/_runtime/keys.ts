import type { Operation } from '../../contract/operation';
import type { Call, CallContext } from './handlers';
import type { KeyScope, WriteKey } from './rememberedWrites';
import type { Sealer } from './sealing';

/** The scope of writes that anyone may ask for. */
export const ANYONE = '00000000-0000-0000-0000-000000000000';

/** How long a retry hears the first answer. Milliseconds. */
const REMEMBERED_FOR = 24 * 3_600_000;
/** The same for an answer that is given to whoever holds a code or a refresh token: long enough to ask again. */
const REMEMBERED_FOR_ANYONE = 10 * 60_000;

/**
 * The key of a call with all that it is bound to; undefined without a key. Who is nobody yet is told apart by the name
 * that the device drew for itself, or else by the very input: without both, a key finds nothing.
 */
export function keyOf(
  { audience }: Operation,
  call: Call,
  { city, operation, inputDigest, now, device, accountId }: CallContext,
  sealer: Sealer,
): WriteKey | undefined {
  if (call.idempotencyKey === undefined) return undefined;
  const proved = call.scope ?? (accountId === '' ? undefined : scopeOf(call, accountId));
  const bound = { city, operation, inputDigest, at: now };
  // What anyone may ask needs no proof, and one that runs out between two tries must not make them strangers.
  const anyone = audience === 'anyone' && call.platformIdentity === undefined;
  if (!anyone && proved !== undefined) {
    const until = new Date(now.getTime() + REMEMBERED_FOR);
    return { ...bound, scope: proved, key: call.idempotencyKey, until };
  }
  const owner = device ?? inputDigest;
  const key = sealer.blind(`key:${operation}:${owner}:${call.idempotencyKey}`);
  const until = new Date(now.getTime() + REMEMBERED_FOR_ANYONE);
  return { ...bound, scope: { accountId: ANYONE }, key, until };
}

function scopeOf({ caller }: Call, accountId: string): KeyScope {
  return { accountId, signInId: 'signInId' in caller ? caller.signInId : undefined };
}

/** Runs work of one name one after the other in this instance, so that a retry in parallel waits for the first. */
export function createQueues(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    while (running.has(name)) await running.get(name);
    const mine = work();
    const ended = mine.then(
      () => running.delete(name),
      () => running.delete(name),
    );
    running.set(name, ended);
    return mine;
  };
}

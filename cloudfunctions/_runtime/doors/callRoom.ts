import type { Reply } from '../../../contract/envelope';
import { knownAccountOf } from '../../_database/accounts';
import { isKnownCity } from '../../_database/cities';
import { endedSignIns } from '../../_database/endedSignIns';
import type { Caller, PlatformIdentity } from '../caller';
import { newId } from '../ids';
import { networkOf } from '../networkOf';
import type { KeyScope } from '../rememberedWrites';
import type { ServedRoom } from '../serve';
import { secondsToWait } from './refuseFlood';

/** What any door has found in its own kind of request, before it is known who asks. */
export interface Knock {
  readonly operation: unknown;
  readonly input: unknown;
  readonly token?: unknown;
  readonly idempotencyKey?: unknown;
  readonly city?: unknown;
  /** Injected by the platform, never sent by the client. */
  readonly platformIdentity?: PlatformIdentity | undefined;
  /** The network address that the door saw, never one that the client wrote. */
  readonly address?: string | undefined;
  /** A name that the device drew for itself. */
  readonly device?: unknown;
}

export const defaultCity = '330100';

/** Finds out who asks and calls the room. A city that does not use the product is not found. */
export async function callRoom(room: ServedRoom, knock: Knock): Promise<Reply> {
  const city = String(knock.city ?? defaultCity);
  const requestId = newId();
  try {
    if (!(await isKnownCity(room.dependencies.database, city))) {
      return { ok: false, error: { code: 'NOT_FOUND', details: { field: 'city' }, requestId } };
    }
    const { caller, scope } = await findCaller(room, knock, city);
    const address = farAddress(knock);
    const device = blindDevice(room, knock.device);
    const retryAfterSeconds = await secondsToWait(room.dependencies, { city, caller, address, device });
    if (retryAfterSeconds !== null) {
      return { ok: false, error: { code: 'TOO_MANY_REQUESTS', details: { retryAfterSeconds }, requestId } };
    }
    return await room.call({
      operation: String(knock.operation ?? ''),
      input: knock.input,
      city,
      caller,
      scope,
      address,
      device,
      platformIdentity: knock.platformIdentity,
      idempotencyKey: typeof knock.idempotencyKey === 'string' ? knock.idempotencyKey : undefined,
      requestId,
    });
  } catch {
    // Only finding the city and the caller can end here: the room answers its own faults.
    return { ok: false, error: { code: 'TRY_AGAIN', details: { retryAfterSeconds: 2 }, requestId } };
  }
}

/** This machine itself: a proxy in front that hides the address, or a tool of the operator. */
const LOOPBACK = new Set(['127.0.0.1', '0:0:0:0::/64']);

/** The network to count calls by, when it tells callers apart. */
function farAddress({ address }: Knock): string | undefined {
  const network = networkOf(address);
  return network === undefined || LOOPBACK.has(network) ? undefined : network;
}

/** A device's own name is kept blind: it is worth nothing elsewhere. */
function blindDevice({ dependencies }: ServedRoom, device: unknown): string | undefined {
  return typeof device === 'string' && /^[\w-]{16,64}$/.test(device)
    ? dependencies.sealer.blind(`device:${device}`)
    : undefined;
}

/** Who asks, and what the proof names although its sign-in may have ended. */
interface Found {
  readonly caller: Caller;
  readonly scope?: KeyScope;
}

async function findCaller({ dependencies }: ServedRoom, knock: Knock, city: string): Promise<Found> {
  const { database, tokens, clock } = dependencies;
  const verified = typeof knock.token === 'string' ? await tokens.verify(knock.token, city) : null;
  const standing = verified !== null && (await stillStands(dependencies, city, verified)) ? verified : null;
  const scope = scopeOf(verified, standing === null);
  if (knock.platformIdentity === undefined) return { caller: standing ?? { kind: 'anonymous' }, ...scope };
  // The platform's own word is stronger than a token: one that belongs to somebody else is stolen.
  const { id: accountId, own } = await knownAccountOf(database, city, knock.platformIdentity, clock());
  const isOwn = verified !== null && 'accountId' in verified && verified.accountId === accountId;
  if (!isOwn) return { caller: { kind: 'citizen', accountId }, scope: { accountId: own } };
  // A sign-in that its owner ended stays ended, although the platform still knows whose phone it is.
  return { caller: standing ?? { kind: 'anonymous' }, scope: { ...scope.scope, accountId: own } };
}

function scopeOf(verified: Caller | null, ended: boolean): { readonly scope?: KeyScope } {
  if (verified === null || !('accountId' in verified)) return {};
  const { accountId, signInId } = verified;
  return { scope: { accountId, signInId, ended } };
}

async function stillStands(
  { database, clock }: ServedRoom['dependencies'],
  city: string,
  caller: Caller,
): Promise<boolean> {
  if (!('signInId' in caller) || caller.signInId === undefined) return true;
  return !(await endedSignIns(database, city, clock())).has(caller.signInId);
}

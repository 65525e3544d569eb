import { formatSlotId } from '../../../domain/availability/slotId';
import { accept, refuse } from '../../../domain/outcome';
import { decideAnswer } from '../../../domain/waitlist/decideEntry';
import type { Queryable } from '../../_database/database';
import { type Answer, deny } from '../../_runtime/answer';
import type { CallContext } from '../../_runtime/serve';
import type { Entry } from '../../_waitlist/entry';
import { lockEntry } from '../../_waitlist/queries/lockEntries';

/** Locks a place of the caller with the slot that is held for it. */
export async function lockOwnEntry(
  transaction: Queryable,
  { city, accountId }: Pick<CallContext, 'city' | 'accountId'>,
  id: string,
): Promise<Answer<Entry>> {
  const entry = await lockEntry(transaction, city, id);
  if (entry === 'moved') return deny('TRY_AGAIN', { retryAfterSeconds: 1 });
  return entry?.accountId === accountId ? accept(entry) : deny('NOT_FOUND');
}

/** The offer of one slot, while it may be answered: an answer to an older offer never meets a newer one. */
export function offerToAnswer(entry: Entry, slotId: string, now: Date): Answer<NonNullable<Entry['offer']>> {
  const { status, offer } = entry;
  const decision = decideAnswer({ status, now, offerExpiresAt: offer?.heldUntil ?? null });
  if (!decision.ok) return decision;
  return offer !== null && formatSlotId(offer.slot) === slotId ? accept(offer) : refuse('NO_OFFER');
}

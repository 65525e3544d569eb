import type { waitlist } from '../../../contract/waitlist';
import { accept } from '../../../domain/outcome';
import type { Queryable } from '../../_database/database';
import type { Answer } from '../../_runtime/answer';
import type { CallContext, FollowedWrite } from '../../_runtime/serve';
import { declineSeats } from '../../_waitlist/changeEntry';
import { giveOpenSeats } from '../../_waitlist/giveOpenSeats';
import { freeSeats } from '../../_waitlist/giveSeats';
import type { ReservationDependencies } from '../dependencies';
import { lockOwnEntry, offerToAnswer } from './lockOwnEntry';
import { answerWithEntry } from './showEntry';

/**
 * Lets the held seats go to the next. The place stays where it was, for other seats: one that stands open is offered
 * at once. Declining the same slot again changes nothing.
 */
export const declineOffer: FollowedWrite<typeof waitlist.declineOffer, ReservationDependencies> = {
  prepare: async (_dependencies, { entry, slot }) =>
    accept(({ database }, change) => declineLocked(database, entry, slot, change)),
  async finish(dependencies, entry, context) {
    await giveOpenSeats(dependencies.database, context, entry);
    return answerWithEntry(dependencies, context, entry);
  },
};

async function declineLocked(
  transaction: Queryable,
  id: string,
  slotId: string,
  context: CallContext,
): Promise<Answer<string>> {
  const { accountId, now } = context;
  const locked = await lockOwnEntry(transaction, context, id);
  if (!locked.ok) return locked;
  const entry = locked.value;
  if (entry.declined.includes(slotId)) return accept(id);
  const offer = offerToAnswer(entry, slotId, now);
  if (!offer.ok) return offer;

  const { slot } = offer.value;
  await declineSeats(transaction, entry, slot, { ...context, actor: `citizen:${accountId}` });
  await freeSeats(transaction, slot, entry.seats, context);
  return accept(id);
}

import type { waitlist } from '../../../contract/waitlist';
import { accept } from '../../../domain/outcome';
import type { Queryable } from '../../_database/database';
import type { Answer } from '../../_runtime/answer';
import type { CallContext, Handler } from '../../_runtime/serve';
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
export const declineOffer: Handler<typeof waitlist.declineOffer, ReservationDependencies> = async (
  dependencies,
  { entry: id, slot },
  context,
) => {
  const declined = await dependencies.database.transaction((transaction) =>
    declineLocked(transaction, id, slot, context),
  );
  if (!declined.ok) return declined;
  await giveOpenSeats(dependencies.database, context, id);
  return answerWithEntry(dependencies, context, id);
};

async function declineLocked(
  transaction: Queryable,
  id: string,
  slotId: string,
  context: CallContext,
): Promise<Answer<null>> {
  const { accountId, now } = context;
  const locked = await lockOwnEntry(transaction, context, id);
  if (!locked.ok) return locked;
  const entry = locked.value;
  if (entry.declined.includes(slotId)) return accept(null);
  const offer = offerToAnswer(entry, slotId, now);
  if (!offer.ok) return offer;

  const { slot } = offer.value;
  await declineSeats(transaction, entry, slot, { ...context, actor: `citizen:${accountId}` });
  await freeSeats(transaction, slot, entry.seats, context);
  return accept(null);
}

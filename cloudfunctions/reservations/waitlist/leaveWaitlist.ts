import type { waitlist } from '../../../contract/waitlist';
import { accept } from '../../../domain/outcome';
import { isLive } from '../../../domain/waitlist/waitlistStatus';
import type { Handler } from '../../_runtime/serve';
import { endEntry } from '../../_waitlist/changeEntry';
import { freeSeats } from '../../_waitlist/giveSeats';
import type { ReservationDependencies } from '../dependencies';
import { lockOwnEntry } from './lockOwnEntry';
import { answerWithEntry } from './showEntry';

/**
 * Leaves the list; held seats go to the next. What has ended already stays as it ended: a booking made meanwhile is
 * shown as one, and is cancelled like any other.
 */
export const leaveWaitlist: Handler<typeof waitlist.leaveWaitlist, ReservationDependencies> = async (
  dependencies,
  { entry: id },
  context,
) => {
  const left = await dependencies.database.transaction(async (transaction) => {
    const locked = await lockOwnEntry(transaction, context, id);
    if (!locked.ok) return locked;
    const entry = locked.value;
    if (!isLive(entry.status)) return accept(null);
    await endEntry(transaction, entry, 'left', { ...context, actor: `citizen:${context.accountId}` });
    if (entry.offer !== null) await freeSeats(transaction, entry.offer.slot, entry.seats, context);
    return accept(null);
  });
  return left.ok ? answerWithEntry(dependencies, context, id) : left;
};

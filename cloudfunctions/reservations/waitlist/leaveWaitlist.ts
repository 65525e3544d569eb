import type { waitlist } from '../../../contract/waitlist';
import { isLive } from '../../../domain/waitlist/waitlistStatus';
import type { Write } from '../../_runtime/serve';
import { endEntry } from '../../_waitlist/changeEntry';
import { freeSeats } from '../../_waitlist/giveSeats';
import type { ReservationDependencies } from '../dependencies';
import { lockOwnEntry } from './lockOwnEntry';
import { answerWithEntry } from './showEntry';

/**
 * Leaves the list; held seats go to the next. What has ended already stays as it ended: a booking made meanwhile is
 * shown as one, and is cancelled like any other.
 */
export const leaveWaitlist: Write<typeof waitlist.leaveWaitlist, ReservationDependencies> = async (
  dependencies,
  { entry: id },
  change,
) => {
  const { database } = dependencies;
  const locked = await lockOwnEntry(database, change, id);
  if (!locked.ok) return locked;
  const entry = locked.value;
  if (isLive(entry.status)) {
    await endEntry(database, entry, 'left', { ...change, actor: `citizen:${change.accountId}` });
    if (entry.offer !== null) await freeSeats(database, entry.offer.slot, entry.seats, change);
  }
  return answerWithEntry(dependencies, change, id);
};

import { accept } from '../../domain/outcome';
import { type EndedWaitlistStatus, isLive } from '../../domain/waitlist/waitlistStatus';
import type { Database, Queryable } from '../_database/database';
import { newId } from '../_runtime/ids';
import { endEntry } from '../_waitlist/changeEntry';
import type { Entry } from '../_waitlist/entry';
import { entryCloses } from '../_waitlist/entryCloses';
import { giveOpenSeats } from '../_waitlist/giveOpenSeats';
import { freeSeats } from '../_waitlist/giveSeats';
import type { Moment } from '../_waitlist/moment';
import { isBookedOtherwise } from '../_waitlist/queries/bookMembers';
import { lockEntry } from '../_waitlist/queries/lockEntries';
import { findClosing, findMissedOffers, findServedOtherwise } from './queries/waitlist';
import type { Timer } from './timer';

/** Whether a place, locked by the caller, ends now. */
type Ends = (transaction: Queryable, entry: Entry, moment: Moment) => Promise<boolean>;

/**
 * Ends what time has ended on the waitlist (missed offers, closed lists, parties that booked otherwise), gives the
 * seats that come free to the next, and then every seat that stands open to whoever waits for it: new sessions and
 * raised capacity among them. Gives how many places moved.
 */
export const settleWaitlist: Timer = async ({ database }, city, now) => {
  const moment = { city, now, requestId: newId() };
  const lapsed = await endEach(database, moment, {
    ids: await findMissedOffers(database, moment),
    status: 'lapsed',
    ends: async (_transaction, { offer }) => offer !== null && offer.heldUntil <= now,
  });
  const otherwise = await endEach(database, moment, {
    ids: await findServedOtherwise(database, moment),
    status: 'booked-otherwise',
    ends: (transaction, { id }) => isBookedOtherwise(transaction, city, id),
  });
  const closed = await endEach(database, moment, {
    ids: await findClosing(database, moment),
    status: 'closed',
    ends: async (transaction, { status, wish }) =>
      status === 'waiting' && (await entryCloses(transaction, city, wish)) <= now,
  });
  return lapsed + otherwise + closed + (await giveOpenSeats(database, moment));
};

interface Ending {
  readonly ids: readonly string[];
  readonly status: EndedWaitlistStatus;
  readonly ends: Ends;
}

/** Each in a transaction of its own; what moved since it was found is left for the next run. */
async function endEach(database: Database, moment: Moment, { ids, status, ends }: Ending): Promise<number> {
  let ended = 0;
  for (const id of ids) {
    const done = await database.transaction(async (transaction) => {
      const entry = await lockEntry(transaction, moment.city, id);
      if (entry === undefined || entry === 'moved' || !isLive(entry.status)) return accept(false);
      if (!(await ends(transaction, entry, moment))) return accept(false);
      await endEntry(transaction, entry, status, { ...moment, actor: 'system' });
      if (entry.offer !== null) await freeSeats(transaction, entry.offer.slot, entry.seats, moment);
      return accept(true);
    });
    ended += Number(done.value);
  }
  return ended;
}

import { formatSlotId } from '../../domain/availability/slotId';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { lockSlot } from '../_database/slots';
import { endOffer, listOffersOver } from '../_moves/moveOffers';
import { newId } from '../_runtime/ids';
import { freeSeats } from '../_waitlist/giveSeats';
import type { Timer } from './timer';

/** Gives back the seats of offers that nobody took in time, or whose visit is no longer there. */
export const endMoveOffers: Timer = async ({ database }, city, now) => {
  const over = await listOffersOver(database, city, now);
  for (const { id, reservationId, slot, seats } of over) {
    await database.transaction(async (transaction) => {
      const moment = { city, now, requestId: newId() };
      await lockSlot(transaction, city, slot);
      if (!(await endOffer(transaction, city, id, 'expired'))) return accept(null);
      await freeSeats(transaction, slot, seats, moment);
      await audit(transaction, {
        city,
        at: now,
        actor: 'system',
        action: 'timers.endMoveOffers',
        subject: `reservation:${reservationId}`,
        before: { offer: formatSlotId(slot) },
        after: { status: 'expired' },
        requestId: moment.requestId,
      });
      return accept(null);
    });
  }
  return over.length;
};

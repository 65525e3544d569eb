import { createHash } from 'node:crypto';
import { formatSlotId, type SlotKey } from '../../domain/availability/slotId';
import { freedSeatOpensAt } from '../../domain/trust/freedSeat';
import type { Queryable } from '../_database/database';
import { trustRulesOf } from '../_database/rules';
import { addToHeldBack } from '../_database/slots';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';
import type { Moment } from './moment';

/** Keeps freed seats back until a moment that nobody outside can know. The slot is locked by the caller. */
export async function coolSeats(
  transaction: Queryable,
  slot: SlotKey,
  seats: number,
  moment: Moment,
): Promise<void> {
  const { city, now } = moment;
  const rules = await trustRulesOf(transaction, city);
  const opensAt = freedSeatOpensAt(now, shareOf(slot, moment), rules);
  if (opensAt <= now) return;
  await addToHeldBack(transaction, city, slot, seats);
  await transaction.rows(sql`
    insert into cooling_seat (city, id, hall, lane, date, start_minute, seats, opens_at)
    values (${city}, ${newId()}, ${slot.hall}, ${slot.lane}, ${slot.date}, ${slot.startMinute}, ${seats}, ${opensAt})`);
}

/**
 * Between 0 and 1, from the id of the call: 74 random bits that its caller is never told when the call succeeds. The
 * same call gives the same moment, which a test can work out.
 */
function shareOf(slot: SlotKey, { requestId }: Moment): number {
  const digest = createHash('sha256')
    .update(`${requestId}/${formatSlotId(slot)}`)
    .digest();
  return digest.readUInt32BE(0) / 0xffffffff;
}

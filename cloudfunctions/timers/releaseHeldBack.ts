import { formatSlotId, type SlotKey } from '../../domain/availability/slotId';
import { toHallTime } from '../../domain/calendar/hallTime';
import { addDays } from '../../domain/calendar/localDate';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { rulesOf } from '../_database/rules';
import { newId } from '../_runtime/ids';
import { giveSeats } from '../_waitlist/giveSeats';
import type { Moment } from '../_waitlist/moment';
import { findWantedSlots } from '../_waitlist/queries/openSlots';
import { findHeldBack, openHeldBack } from './queries/heldBack';
import type { Timer } from './timer';

/**
 * From noon on, opens the seats that were held back for today and the next days; those who wait for them come first.
 * Before noon, and the second time, it changes nothing. Gives the number of slots that gained seats.
 */
export const releaseHeldBack: Timer = async ({ database }, city, now) => {
  const { date: today, minute } = toHallTime(now);
  const rules = await rulesOf(database, city);
  if (minute < rules.noonReleaseMinute) return 0;
  const due = await findHeldBack(database, city, today, addDays(today, rules.noonReleaseDays - 1));
  const wanted = await findWantedSlots(database, { city }, due);
  const wantedIds = new Set(wanted.map(formatSlotId));
  // What nobody waits for opens in one go; a slot that is wanted is locked while its seats are given, so it goes alone.
  const groups = [due.filter((slot) => !wantedIds.has(formatSlotId(slot))), ...wanted.map((slot) => [slot])];
  const moment = { city, now, requestId: newId() };
  let released = 0;
  for (const slots of groups.filter(({ length }) => length > 0)) {
    released += await database.transaction((transaction) => releaseSlots(transaction, slots, moment));
  }
  return released;
};

async function releaseSlots(
  transaction: Queryable,
  slots: readonly SlotKey[],
  moment: Moment,
): Promise<number> {
  const { city, now, requestId } = moment;
  const seats = await openHeldBack(transaction, city, slots);
  if (seats.length === 0) return 0;
  await audit(transaction, {
    city,
    at: now,
    actor: 'system',
    action: 'timers.releaseHeldBack',
    subject: `city:${city}`,
    after: { slots: seats.length, seats: seats.reduce((sum, each) => sum + each, 0) },
    requestId,
  });
  const [only, ...others] = slots;
  if (only !== undefined && others.length === 0) await giveSeats(transaction, only, moment);
  return seats.length;
}

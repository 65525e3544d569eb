import { formatSlotId, type SlotKey } from '../../domain/availability/slotId';
import type { Lane } from '../../domain/lane';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { addToHeldBack, lockSlot } from '../_database/slots';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';
import { giveSeats } from '../_waitlist/giveSeats';
import type { Moment } from '../_waitlist/moment';
import type { Timer } from './timer';

interface Cooled {
  readonly id: string;
  readonly hall: string;
  readonly lane: Lane;
  readonly date: string;
  readonly start_minute: number;
}

/** Opens freed seats whose moment has come; whoever waits has them first. Gives how many lots were opened. */
export const openCooledSeats: Timer = async ({ database }, city, now) => {
  const due = await database.rows<Cooled>(sql`
    select id, hall, lane, date, start_minute from cooling_seat
    where city = ${city} and opens_at <= ${now} order by opens_at, id limit 500`);
  let opened = 0;
  for (const { id, start_minute: startMinute, ...key } of due) {
    const moment = { city, now, requestId: newId() };
    const slot = { ...key, startMinute };
    const done = await database.transaction(async (transaction) =>
      accept(await openOne(transaction, id, slot, moment)),
    );
    opened += Number(done.value);
  }
  return opened;
};

/** The slot is locked first, as everywhere; a lot that another instance has opened is gone. */
async function openOne(transaction: Queryable, id: string, slot: SlotKey, moment: Moment): Promise<boolean> {
  const { city, now, requestId } = moment;
  await lockSlot(transaction, city, slot);
  const [lot] = await transaction.rows<{ seats: number }>(sql`
    delete from cooling_seat where city = ${city} and id = ${id} returning seats`);
  if (lot === undefined) return false;
  await addToHeldBack(transaction, city, slot, -lot.seats);
  await audit(transaction, {
    city,
    at: now,
    actor: 'system',
    action: 'timers.openCooledSeats',
    subject: `slot:${formatSlotId(slot)}`,
    after: { seats: lot.seats },
    requestId,
  });
  await giveSeats(transaction, slot, moment);
  return true;
}

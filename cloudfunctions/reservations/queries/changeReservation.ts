import type { SlotKey } from '../../../domain/availability/slotId';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

/** Ends a reservation that is locked by the caller; its people may book the same services again. */
export async function markCancelled(
  transaction: Queryable,
  city: string,
  id: string,
  change: { readonly late: boolean; readonly now: Date },
): Promise<void> {
  await transaction.rows(sql`
    update reservation set status = 'cancelled', cancelled_late = ${change.late}, updated_at = ${change.now}
    where city = ${city} and id = ${id}`);
  await transaction.rows(sql`
    update applicant set live = false where city = ${city} and reservation_id = ${id}`);
}

/** Puts a reservation that is locked by the caller on another slot. */
export async function moveReservation(
  transaction: Queryable,
  city: string,
  id: string,
  target: { readonly slot: SlotKey; readonly startsAt: Date; readonly now: Date },
): Promise<void> {
  const { slot, startsAt, now } = target;
  await transaction.rows(sql`
    update reservation set hall = ${slot.hall}, lane = ${slot.lane}, date = ${slot.date},
      start_minute = ${slot.startMinute}, starts_at = ${startsAt}, updated_at = ${now}
    where city = ${city} and id = ${id}`);
}

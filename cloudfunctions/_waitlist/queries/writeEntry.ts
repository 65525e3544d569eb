import type { EndedWaitlistStatus } from '../../../domain/waitlist/waitlistStatus';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';
import type { Entry } from '../entry';

/** Writes down an offer. The place is locked by the caller. */
export async function writeOffer(
  transaction: Queryable,
  city: string,
  id: string,
  { slot, heldUntil, now }: NonNullable<Entry['offer']> & { readonly now: Date },
): Promise<void> {
  await transaction.rows(sql`
    update waitlist_entry set status = 'offered', offered_hall = ${slot.hall}, offered_date = ${slot.date},
      offered_minute = ${slot.startMinute}, held_until = ${heldUntil}, updated_at = ${now}
    where city = ${city} and id = ${id}`);
}

/** Takes an offer back; the slot, by its id, is not offered to this place again. */
export async function writeDecline(
  transaction: Queryable,
  city: string,
  id: string,
  { slotId, now }: { readonly slotId: string; readonly now: Date },
): Promise<void> {
  await transaction.rows(sql`
    update waitlist_entry set status = 'waiting', declined = declined || ${slotId}::text, offered_hall = null,
      offered_date = null, offered_minute = null, held_until = null, updated_at = ${now}
    where city = ${city} and id = ${id}`);
}

/** Ends a place: its people may wait for the same services again. */
export async function writeEnd(
  transaction: Queryable,
  city: string,
  id: string,
  { status, now }: { readonly status: EndedWaitlistStatus; readonly now: Date },
): Promise<void> {
  await transaction.rows(sql`
    update waitlist_entry set status = ${status}, offered_hall = null, offered_date = null, offered_minute = null,
      held_until = null, updated_at = ${now}
    where city = ${city} and id = ${id}`);
  await transaction.rows(sql`
    update waitlist_member set live = false where city = ${city} and entry_id = ${id}`);
}

import type { SlotKey } from '../../../domain/availability/slotId';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';
import { newReservationCode } from '../../_runtime/ids';
import type { Entry } from '../entry';
import type { Moment } from '../moment';

/** Whether someone of the party has a live reservation for the same service. */
export async function isBookedOtherwise(transaction: Queryable, city: string, id: string): Promise<boolean> {
  const rows = await transaction.rows(sql`
    select 1 from waitlist_member member join applicant on applicant.city = ${city}
      and applicant.document_blind = member.document_blind and applicant.service = member.service and applicant.live
    where member.city = ${city} and member.entry_id = ${id} limit 1`);
  return rows.length > 0;
}

/**
 * Makes the reservation of a place, with the place's id. False, with nothing made, when someone of the party is
 * being booked elsewhere at this very moment: whoever is first has the seat. The key cannot be a phone's, which
 * holds no colon.
 */
export async function bookMembers(
  transaction: Queryable,
  { id }: Entry,
  slot: SlotKey,
  { city, now }: Moment,
): Promise<boolean> {
  const missing = await transaction.rows(sql`
    with made as (
      insert into reservation (city, id, account_id, code, status, hall, lane, date, start_minute, starts_at, seats,
        contact_sealed, idempotency_key, input_digest, created_at, updated_at)
      select ${city}, entry.id, entry.account_id, ${newReservationCode()}, 'booked', slot.hall, slot.lane, slot.date,
        slot.start_minute, slot.starts_at, entry.seats, entry.contact_sealed, 'waitlist:' || entry.id, '',
        ${now}::timestamptz, ${now}::timestamptz
      from waitlist_entry entry join slot on slot.city = ${city} and slot.hall = ${slot.hall}
        and slot.lane = ${slot.lane} and slot.date = ${slot.date} and slot.start_minute = ${slot.startMinute}
      where entry.city = ${city} and entry.id = ${id}
    ),
    applied as (
      insert into applicant (city, reservation_id, position, service, document_blind, sealed, residence, live)
      select ${city}, entry_id, position, service, document_blind, sealed, residence, true
      from waitlist_member where city = ${city} and entry_id = ${id}
      on conflict do nothing
      returning position, service
    )
    select 1 from waitlist_member member left join applied using (position, service)
    where member.city = ${city} and member.entry_id = ${id} and applied.position is null`);
  if (missing.length === 0) return true;
  await transaction.rows(sql`delete from applicant where city = ${city} and reservation_id = ${id}`);
  await transaction.rows(sql`delete from reservation where city = ${city} and id = ${id}`);
  return false;
}

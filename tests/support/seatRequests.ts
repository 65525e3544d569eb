import type { Queryable } from '../../cloudfunctions/_database/database';
import { sql } from '../../cloudfunctions/_database/sql';
import { newId, newReservationCode } from '../../cloudfunctions/_runtime/ids';
import type { SeatRequest } from '../../cloudfunctions/reservations/queries/seatParties';
import type { SlotKey } from '../../domain/availability/slotId';

export type SeatWish = Partial<SeatRequest> & { readonly people?: readonly string[] };

/** Makes booking requests of people whom nobody else is, unless `people` names them. */
export function seatRequests(accountId: string, now: Date): (slot: SlotKey, wish?: SeatWish) => SeatRequest {
  let serial = 0;
  return (slot, { people, ...wish } = {}) => {
    serial += 1;
    const party = people ?? [`person-${serial}`];
    return {
      reservationId: newId(),
      accountId,
      accountOrdinal: null,
      code: newReservationCode(),
      slot,
      seats: party.length,
      asStudents: false,
      contactSealed: 'sealed',
      applicants: party.map((documentBlind, position) => ({
        position,
        service: 'passport',
        documentBlind,
        sealed: 'sealed',
        residence: 'in-province',
      })),
      bookableFrom: now,
      idempotencyKey: `key-${serial}`,
      inputDigest: 'digest',
      requestId: 'request',
      ...wish,
    };
  };
}

/** A slot's counters, beside what its reservations and their audit rows add up to. */
export async function slotAccount(database: Queryable, city: string, slot: SlotKey) {
  const [row] = await database.rows<{
    forAnyone: number;
    booked: number;
    live: number;
    reservations: number;
    audited: number;
  }>(sql`
    select capacity - held_back as "forAnyone", booked, made.live, made.reservations, made.audited
    from slot cross join lateral (
      select coalesce(sum(seats), 0)::integer as live, count(*)::integer as reservations,
        (select count(*)::integer from audit_entry
          where audit_entry.city = ${city} and action = 'reservations.make'
            and subject = any(array_agg('reservation:' || reservation.id))) as audited
      from reservation
      where reservation.city = ${city} and reservation.hall = slot.hall and reservation.lane = slot.lane
        and reservation.date = slot.date and reservation.start_minute = slot.start_minute
        and reservation.status = 'booked'
    ) made
    where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane} and date = ${slot.date}
      and start_minute = ${slot.startMinute}`);
  if (row === undefined) throw new Error('There is no such slot.');
  return row;
}

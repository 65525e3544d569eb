import type { TicketStatus } from '../../domain/queue/ticketStatus';
import { liveStatuses, type ReservationStatus } from '../../domain/reservation/reservationStatus';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

/**
 * What a ticket's state says of its appointment. A visit that the hall could not serve by the end of the day is
 * cancelled, not missed: it never counts against the person.
 */
export const reservationStatusOf: Readonly<Record<TicketStatus, ReservationStatus>> = {
  waiting: 'checked-in',
  called: 'checked-in',
  serving: 'serving',
  served: 'completed',
  missed: 'missed',
  left: 'cancelled',
  expired: 'cancelled',
};

/** Brings an appointment to the state of its ticket; its people may book again once it is over. */
export async function setReservationStatus(
  transaction: Queryable,
  { city, id, status, now }: { city: string; id: string; status: ReservationStatus; now: Date },
): Promise<void> {
  await transaction.rows(sql`
    update reservation set status = ${status}, updated_at = ${now}
    where city = ${city} and id = ${id} and status <> ${status}`);
  await transaction.rows(sql`
    update applicant set live = ${liveStatuses.includes(status)}
    where city = ${city} and reservation_id = ${id} and live <> ${liveStatuses.includes(status)}`);
}

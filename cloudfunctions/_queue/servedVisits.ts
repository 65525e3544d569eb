import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { setReservationStatus } from './followReservation';
import type { TicketRow } from './ticketRows';

/** A visit that a served ticket changed. */
export interface ChangedVisit {
  readonly id: string;
  readonly before: string;
  readonly after: 'completed' | 'booked';
}

interface Served {
  readonly city: string;
  readonly ticket: Pick<TicketRow, 'id' | 'date'>;
  readonly now: Date;
}

/**
 * Completes the visits of the day, at any hall and of any account, whose people have all been served for their
 * services without checking in. Gives which.
 */
export async function completeServedVisits(
  transaction: Queryable,
  { city, ticket, now }: Served,
): Promise<ChangedVisit[]> {
  const visits = await transaction.rows<{ id: string; status: string }>(sql`
    select id, status from reservation
    where city = ${city} and date = ${ticket.date} and status in ('booked', 'missed')
      and id in (select applicant.reservation_id from applicant
        join served_person served on served.city = ${city} and served.ticket_id = ${ticket.id}
          and served.document_blind = applicant.document_blind and served.service = applicant.service
        where applicant.city = ${city})
      and not exists (select 1 from applicant where applicant.city = ${city}
        and applicant.reservation_id = reservation.id and not exists (select 1 from served_person served
          where served.city = ${city} and served.date = ${ticket.date}
            and served.document_blind = applicant.document_blind and served.service = applicant.service))
    order by id for no key update`);
  for (const { id } of visits) {
    await setReservationStatus(transaction, { city, id, status: 'completed', now });
    await transaction.rows(sql`
      update reservation set served_by = ${ticket.id} where city = ${city} and id = ${id}`);
  }
  return visits.map(({ id, status }) => ({ id, before: status, after: 'completed' }));
}

/** Books again what a completion that is taken back had completed. Gives which. */
export async function reopenServedVisits(
  transaction: Queryable,
  { city, ticket, now }: Served,
): Promise<ChangedVisit[]> {
  const visits = await transaction.rows<{ id: string }>(sql`
    update reservation set served_by = null
    where city = ${city} and date = ${ticket.date} and served_by = ${ticket.id} and status = 'completed' returning id`);
  for (const { id } of visits) {
    await setReservationStatus(transaction, { city, id, status: 'booked', now });
  }
  return visits.map(({ id }) => ({ id, before: 'completed', after: 'booked' }));
}

import { accept, refuse } from '../../domain/outcome';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { Answer } from '../_runtime/answer';
import { reservationStatusOf, setReservationStatus } from './followReservation';
import type { TicketRow } from './ticketRows';

export interface HeldTicket extends TicketRow {
  /** Everybody of the visit is on it, each for every service. */
  readonly covers: boolean;
}

interface Visit {
  readonly id: string;
  readonly account_id: string;
  readonly hall: string;
  readonly date: string;
  readonly starts_at: Date;
}

interface Joining {
  readonly city: string;
  readonly now: Date;
  readonly readyInMinutes: number;
  readonly actor: string;
  readonly action: string;
  readonly requestId: string;
}

/** Live tickets without an appointment that people of a visit hold for its services already, locked. */
export async function heldTickets(
  transaction: Queryable,
  city: string,
  reservationId: string,
): Promise<HeldTicket[]> {
  return transaction.rows<HeldTicket>(sql`
    select ticket.*, not exists (select 1 from applicant where applicant.city = ${city}
        and applicant.reservation_id = ${reservationId} and not exists (select 1 from ticket_person person
          where person.city = ${city} and person.ticket_id = ticket.id
            and person.document_blind = applicant.document_blind and person.service = applicant.service)) as covers
    from ticket where ticket.city = ${city} and ticket.reservation_id is null and ticket.id in (
      select person.ticket_id from applicant
        join ticket_person person on person.city = ${city} and person.live
          and person.document_blind = applicant.document_blind and person.service = applicant.service
      where applicant.city = ${city} and applicant.reservation_id = ${reservationId})
    order by ticket.id for no key update of ticket`);
}

/**
 * Checks a visit in with the ticket that its people hold already: the number stays, the priority of the appointment
 * comes with it. A ticket of another phone, hall or of only some of them has to be given back first. Gives its id.
 */
export async function joinTicket(
  transaction: Queryable,
  visit: Visit,
  held: readonly HeldTicket[],
  { city, now, readyInMinutes, actor, action, requestId }: Joining,
  onTime: boolean,
): Promise<Answer<string>> {
  const [ticket, other] = held;
  if (ticket === undefined) throw new Error('There is no ticket to join.');
  const byStaff = actor.startsWith('staff:');
  const theirs = byStaff || ticket.account_id === visit.account_id;
  const here = ticket.hall === visit.hall && ticket.date === visit.date;
  if (other !== undefined || !ticket.covers || !theirs || !here) {
    const { hall, drawn_lane, number } = ticket;
    return refuse(
      'ALREADY_HAS_TICKET',
      theirs ? { hall, number: formatTicketNumber(drawn_lane, number) } : {},
    );
  }
  const booked = ticket.booked || (onTime && ticket.misses === 0);
  const readyAt = new Date(Math.min(ticket.ready_at.getTime(), now.getTime() + readyInMinutes * 60_000));
  await transaction.rows(sql`
    update ticket set reservation_id = ${visit.id}, starts_at = ${visit.starts_at}, booked = ${booked},
      ready_at = ${readyAt}, account_id = coalesce(account_id, ${visit.account_id}::uuid),
      undo = null, undo_by = null, undo_at = null
    where city = ${city} and id = ${ticket.id}`);
  await setReservationStatus(transaction, {
    city,
    id: visit.id,
    status: reservationStatusOf[ticket.status],
    now,
  });
  await audit(transaction, {
    city,
    at: now,
    actor,
    action,
    subject: `ticket:${ticket.id}`,
    before: { reservation: null, booked: ticket.booked },
    after: { reservation: visit.id, booked },
    requestId,
  });
  return accept(ticket.id);
}

import { toHallTime } from '../../domain/calendar/hallTime';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { queueRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { setReservationStatus } from '../_queue/followReservation';
import { newId } from '../_runtime/ids';
import type { Timer } from './timer';

interface Ending {
  readonly city: string;
  readonly now: Date;
  readonly today: string;
}

/**
 * Ends what time has ended: appointments whose holders did not come, and the tickets and windows of days that are
 * over. Gives how many visits and tickets it ended.
 */
export const endQueues: Timer = async ({ database }, city, now) => {
  const ending = { city, now, today: toHallTime(now).date };
  const { lateMinutesAfter } = await queueRulesOf(database, city, '');
  const lastComing = new Date(now.getTime() - lateMinutesAfter * 60_000);
  return database.transaction(async (transaction) => {
    const missed = await endMissedVisits(transaction, ending, lastComing);
    const expired = await endTickets(transaction, ending);
    await transaction.rows(sql`
      update desk_window set open = false, updated_at = ${now} where city = ${city} and date < ${ending.today} and open`);
    await letBookAgain(transaction, ending);
    return missed + expired;
  });
};

/**
 * Only a hall that called somebody that day can say that somebody did not come; and when it was closed by then, it was
 * the hall, whether it opened at all that day or not: the visit is cancelled and never counts. Whoever waits with a ticket
 * has not missed it yet; who was served without checking in has not at all, nor who waited until the hall closed.
 */
async function endMissedVisits(
  transaction: Queryable,
  { city, now }: Ending,
  lastComing: Date,
): Promise<number> {
  const visits = await transaction.rows<{
    id: string;
    closed: boolean;
    waited: boolean;
    served: boolean;
  }>(sql`
    select reservation.id, coalesce(hall_day.closes_minute <= reservation.start_minute, false) as closed,
      exists (select 1 from applicant
          join ticket_person person on person.city = ${city} and person.document_blind = applicant.document_blind
            and person.service = applicant.service
          join ticket on ticket.city = ${city} and ticket.id = person.ticket_id and ticket.status = 'expired'
            and ticket.date = reservation.date
        where applicant.city = ${city} and applicant.reservation_id = reservation.id) as waited,
      (select bool_and(exists (select 1 from served_person served join applicant named on named.city = ${city}
            and named.reservation_id = reservation.id and named.document_blind = served.document_blind
            and named.service = served.service
          where served.city = ${city} and served.date = reservation.date
            and served.document_blind = applicant.document_blind))
        from applicant where applicant.city = ${city} and applicant.reservation_id = reservation.id) as served
    from reservation join hall_day on hall_day.city = ${city} and hall_day.hall = reservation.hall
      and hall_day.date = reservation.date
      and (hall_day.last_call > 0 or hall_day.closes_minute <= reservation.start_minute)
    where reservation.city = ${city} and reservation.status = 'booked' and reservation.starts_at < ${lastComing}
      and not exists (select 1 from applicant join ticket_person person on person.city = ${city} and person.live
          and person.document_blind = applicant.document_blind and person.service = applicant.service
        where applicant.city = ${city} and applicant.reservation_id = reservation.id)
    order by reservation.id limit 1000 for no key update of reservation`);
  for (const { id, closed, waited, served } of visits) {
    const status = served ? 'completed' : closed || waited ? 'cancelled' : 'missed';
    await setReservationStatus(transaction, { city, id, status, now });
    await record(transaction, { city, now }, `reservation:${id}`, 'booked', status);
  }
  return visits.length;
}

/** Whom the hall could not serve on its day: never their fault. */
async function endTickets(transaction: Queryable, { city, now, today }: Ending): Promise<number> {
  const tickets = await transaction.rows<{ id: string; status: string; reservation_id: string | null }>(sql`
    select id, status, reservation_id from ticket
    where city = ${city} and date < ${today} and status in ('waiting', 'called', 'serving')
    order by id limit 1000 for no key update`);
  for (const { id, status, reservation_id } of tickets) {
    await transaction.rows(sql`
      update ticket set status = 'expired', ended_at = ${now}, undo = null where city = ${city} and id = ${id}`);
    await transaction.rows(sql`
      update ticket_person set live = false where city = ${city} and ticket_id = ${id}`);
    if (reservation_id !== null) {
      await setReservationStatus(transaction, { city, id: reservation_id, status: 'cancelled', now });
    }
    await record(transaction, { city, now }, `ticket:${id}`, status, 'expired');
  }
  return tickets.length;
}

/** A visit of a past day that no desk followed says nothing; its people may book the same service again. */
async function letBookAgain(transaction: Queryable, { city, today }: Ending): Promise<void> {
  await transaction.rows(sql`
    update applicant set live = false
    from reservation
    where applicant.city = ${city} and reservation.city = ${city} and reservation.id = applicant.reservation_id
      and applicant.live and reservation.status = 'booked' and reservation.date < ${today}`);
}

function record(
  transaction: Queryable,
  { city, now }: Pick<Ending, 'city' | 'now'>,
  subject: string,
  before: string,
  after: string,
): Promise<void> {
  return audit(transaction, {
    city,
    at: now,
    actor: 'system',
    action: 'timers.endQueues',
    subject,
    before: { status: before },
    after: { status: after },
    requestId: newId(),
  });
}

import type { Queryable } from '../_database/database';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';

interface Served {
  readonly city: string;
  readonly ticket: string;
  readonly date: string;
  readonly now: Date;
}

/**
 * Whoever was served for a service has not missed a visit of that day for it, however late they came: what was
 * counted is forgiven, and a pause that no longer has its reason is lifted.
 */
export async function forgiveServed(
  transaction: Queryable,
  { city, ticket, date, now }: Served,
): Promise<void> {
  const forgiven = await transaction.rows<{ pause_id: string | null }>(sql`
    update missed_visit set forgiven_at = ${now}
    from reservation
    where missed_visit.city = ${city} and missed_visit.forgiven_at is null
      and reservation.city = ${city} and reservation.id = missed_visit.reservation_id and reservation.date = ${date}
      and exists (select 1 from applicant join served_person served on served.city = ${city}
          and served.ticket_id = ${ticket} and served.document_blind = applicant.document_blind
          and served.service = applicant.service
        where applicant.city = ${city} and applicant.reservation_id = reservation.id
          and applicant.document_blind = missed_visit.document_blind)
    returning missed_visit.pause_id`);
  const pauses = forgiven.flatMap(({ pause_id }) => (pause_id === null ? [] : [pause_id]));
  if (pauses.length === 0) return;
  const { missedVisitsMax } = await trustRulesOf(transaction, city);
  const lifted = await transaction.rows<{ id: string }>(sql`
    update booking_pause set lifted_at = ${now}
    where city = ${city} and id = any(${pauses}::uuid[]) and lifted_at is null
      and (select coalesce(sum(weight), 0) from missed_visit where missed_visit.city = ${city}
        and missed_visit.pause_id = booking_pause.id and forgiven_at is null) < ${missedVisitsMax}
    returning id`);
  await transaction.rows(sql`
    update missed_visit set pause_id = null
    where city = ${city} and pause_id = any(${lifted.map(({ id }) => id)}::uuid[]) and forgiven_at is null`);
}

import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

const DAY = 86_400_000;

interface MissedVisit {
  readonly date: string;
  readonly hall: string;
  readonly weight: number;
}

/** Visits booked by the account that count towards a pause and have led to none, newest first. */
export function missedVisits(
  database: Queryable,
  { city, accountId, now }: { readonly city: string; readonly accountId: string; readonly now: Date },
  withinDays: number,
): Promise<MissedVisit[]> {
  return database.rows<MissedVisit>(sql`
    select reservation.date, reservation.hall, max(missed.weight)::float8 as weight from missed_visit missed
    join reservation on reservation.city = ${city} and reservation.id = missed.reservation_id
    where missed.city = ${city} and missed.account_id = ${accountId} and missed.pause_id is null
      and missed.forgiven_at is null and missed.at > ${new Date(now.getTime() - withinDays * DAY)}
    group by reservation.id, reservation.date, reservation.hall, missed.at order by missed.at desc`);
}

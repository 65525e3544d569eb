import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

export interface PauseRow {
  readonly id: string;
  readonly from_at: Date;
  readonly until: Date;
  readonly appeal: 'open' | 'granted' | 'refused' | null;
  readonly visits: { date: string; hall: string; weight: number }[];
}

/** Pauses of people whom the account has saved, or whom it had booked for when they missed; one of them by id. */
export function ownPauses(
  database: Queryable,
  { city, accountId, now }: { readonly city: string; readonly accountId: string; readonly now: Date },
  id: string | null = null,
): Promise<PauseRow[]> {
  return database.rows<PauseRow>(sql`
    select pause.id, pause.from_at, pause.until, appeal.status as appeal,
      coalesce((select json_agg(json_build_object('date', reservation.date, 'hall', reservation.hall,
          'weight', missed.weight) order by missed.at)
        from missed_visit missed
        join reservation on reservation.city = ${city} and reservation.id = missed.reservation_id
        where missed.city = ${city} and missed.pause_id = pause.id), '[]'::json) as visits
    from booking_pause pause
    left join appeal on appeal.city = ${city} and appeal.pause_id = pause.id
    where pause.city = ${city} and pause.until > ${now} and pause.lifted_at is null
      and (${id}::uuid is null or pause.id = ${id}::uuid)
      and (exists (select 1 from person where person.city = ${city} and person.account_id = ${accountId}
          and person.document_blind = pause.document_blind)
        or exists (select 1 from missed_visit missed where missed.city = ${city} and missed.pause_id = pause.id
          and missed.account_id = ${accountId}))
    order by pause.until desc, pause.id`);
}

import type { Lane } from '../../../domain/lane';
import type { Service } from '../../../domain/service';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

export interface AnnouncedQuestion {
  readonly city: string;
  readonly halls: readonly string[];
  readonly now: Date;
  /** A slot that starts earlier can no longer be booked. */
  readonly bookableFrom: Date;
  readonly days: readonly string[];
  /** Those of the days on which a seat by appointment is overtime. */
  readonly overtimeDays: readonly string[];
}

export interface AnnouncedRow {
  readonly lane: Lane;
  readonly date: string;
  readonly services: Service[];
  readonly halls: string[];
  readonly open: number;
  /** Null once it is released. */
  readonly opens_at: Date | null;
}

/** What is served of its own on those days: one row for each lane, day, release and set of services. */
export function readAnnounced(database: Queryable, question: AnnouncedQuestion): Promise<AnnouncedRow[]> {
  const { city, halls, now, bookableFrom, days, overtimeDays } = question;
  return database.rows<AnnouncedRow>(sql`
    select lane, date, services, array_agg(distinct hall order by hall) as halls,
      coalesce(sum(greatest(0, capacity - held_back - booked)) filter (where released_at <= ${now}), 0)::integer as open,
      min(released_at) filter (where released_at > ${now}) as opens_at
    from slot
    where city = ${city} and hall = any(${halls}::text[]) and starts_at >= ${bookableFrom}
      and ((lane = 'student' and date = any(${days}::date[]))
        or (lane = 'appointment' and date = any(${overtimeDays}::date[])))
    group by lane, date, services, released_at > ${now}, case when released_at > ${now} then released_at end
    order by date, lane, opens_at nulls first, services`);
}

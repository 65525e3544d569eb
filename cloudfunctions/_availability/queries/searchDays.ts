import type { Lane } from '../../../domain/lane';
import type { Service } from '../../../domain/service';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

export interface SlotQuestion {
  readonly city: string;
  readonly halls: readonly string[];
  readonly lane: Lane;
  readonly service: Service;
  readonly from: string;
  readonly to: string;
  readonly partySize: number;
  readonly now: Date;
  /** A slot that starts earlier can no longer be booked. */
  readonly bookableFrom: Date;
}

export interface DayRow {
  readonly hall: string;
  readonly date: string;
  /** Seats on slots that fit the whole party and may be booked now. */
  readonly open: number;
  /** Seats of the slots that have not passed; none means that the day is over. */
  readonly capacity: number;
  /** When the next seats of the day open; null when all are released. */
  readonly opens_at: Date | null;
}

/** How full each hall is on each day. The index begins with hall and date, so the halls are named. */
export function searchDays(database: Queryable, question: SlotQuestion): Promise<DayRow[]> {
  const { city, halls, lane, service, from, to, partySize, now, bookableFrom } = question;
  return database.rows<DayRow>(sql`
    select hall, date, min(released_at) filter (where released_at > ${now}) as opens_at,
      coalesce(sum(capacity) filter (where starts_at >= ${bookableFrom}), 0)::integer as capacity,
      coalesce(sum(capacity - held_back - booked) filter (where released_at <= ${now}
        and starts_at >= ${bookableFrom} and capacity - held_back - booked >= ${partySize}), 0)::integer as open
    from slot
    where city = ${city} and hall = any(${halls}::text[]) and lane = ${lane} and date between ${from} and ${to}
      and services @> array[${service}::text]
    group by hall, date order by hall, date`);
}

export interface SlotRow {
  readonly hall: string;
  readonly date: string;
  readonly start_minute: number;
  readonly end_minute: number;
  readonly open: number;
  readonly released_at: Date;
}

/** The half-hour slots of those days, the full ones with no open seats; what can no longer be booked is left out. */
export function searchSlots(database: Queryable, question: SlotQuestion): Promise<SlotRow[]> {
  const { city, halls, lane, service, from, to, now, bookableFrom } = question;
  return database.rows<SlotRow>(sql`
    select hall, date, start_minute, end_minute, released_at,
      case when released_at <= ${now} then greatest(0, capacity - held_back - booked) else 0 end as open
    from slot
    where city = ${city} and hall = any(${halls}::text[]) and lane = ${lane} and date between ${from} and ${to}
      and services @> array[${service}::text] and starts_at >= ${bookableFrom}
    order by hall, date, start_minute`);
}

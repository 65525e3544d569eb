import type { Lane } from '../../domain/lane';
import type { Service } from '../../domain/service';
import type { Queryable } from './database';
import { sql } from './sql';

export interface SeatQuestion {
  readonly city: string;
  readonly lane: Lane;
  /** Every one of them must be offered on the slot. */
  readonly services: readonly Service[];
  readonly partySize: number;
  readonly now: Date;
  /** The halls that come into question, each with the instant from which its slots do. */
  readonly halls: readonly { readonly hall: string; readonly startsFrom: Date }[];
  /** The person's days, both included, and hours; minutes of the day in hall time. */
  readonly from: string;
  readonly to: string;
  readonly weekdays: readonly number[];
  readonly earliestMinute: number;
  readonly latestMinute: number;
}

export interface EarliestSeat {
  readonly hall: string;
  readonly date: string;
  readonly start_minute: number;
  readonly end_minute: number;
  readonly open: number;
}

export const everyWeekday: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** The first slot of each hall that fits the whole party now. Reads a hall's slots in the order of its key. */
export function findEarliestSeats(database: Queryable, question: SeatQuestion): Promise<EarliestSeat[]> {
  const { city, lane, services, partySize, now, from, to, weekdays, earliestMinute, latestMinute } = question;
  const halls = question.halls.map(({ hall }) => hall);
  const startsFrom = question.halls.map((each) => each.startsFrom.toISOString());
  return database.rows<EarliestSeat>(sql`
    select wanted.hall, first.*
    from unnest(${halls}::text[], ${startsFrom}::timestamptz[]) as wanted(hall, starts_from)
    cross join lateral (
      select date, start_minute, end_minute, capacity - held_back - booked as open from slot
      where city = ${city} and hall = wanted.hall and lane = ${lane} and date between ${from} and ${to}
        and start_minute between ${earliestMinute} and ${latestMinute}
        and extract(isodow from date)::integer = any(${weekdays}::integer[])
        and services @> ${services}::text[] and released_at <= ${now} and starts_at >= wanted.starts_from
        and capacity - held_back - booked >= ${partySize}
      order by date, start_minute limit 1
    ) first`);
}

import { type Lane, lanes } from '../../../domain/lane';
import type { Service } from '../../../domain/service';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

/** A slot as the table holds it, without its past. */
export interface SlotFacts {
  readonly hall: string;
  readonly lane: Lane;
  readonly date: string;
  readonly start_minute: number;
  readonly end_minute: number;
  readonly starts_at: Date;
  readonly released_at: Date;
  readonly services: readonly Service[];
  readonly capacity: number;
  /** Seats that nobody has and that are not held back. */
  readonly open: number;
}

/** The slots of some halls from a day on, in the order of their key. Names the lanes, so that the past costs nothing. */
export function readSlots(
  database: Queryable,
  city: string,
  halls: readonly string[],
  from: string,
): Promise<SlotFacts[]> {
  return database.rows<SlotFacts>(sql`
    select hall, lane, date, start_minute, end_minute, starts_at, released_at, services, capacity,
      capacity - held_back - booked as open
    from slot
    where city = ${city} and hall = any(${halls}::text[]) and lane = any(${lanes}::text[]) and date >= ${from}
    order by hall, lane, date, start_minute`);
}

/** The free seats of a hall's lane on a day, in the order of its slots. */
export interface OpenSeats {
  readonly hall: string;
  readonly lane: Lane;
  readonly date: string;
  /** `7,12,0` */
  readonly open: string;
}

/** Only the free seats of those slots, a row for each day: what changes with every booking. */
export function readOpenSeats(
  database: Queryable,
  city: string,
  halls: readonly string[],
  from: string,
): Promise<OpenSeats[]> {
  return database.rows<OpenSeats>(sql`
    select hall, lane, date, string_agg((capacity - held_back - booked)::text, ',' order by start_minute) as open
    from slot
    where city = ${city} and hall = any(${halls}::text[]) and lane = any(${lanes}::text[]) and date >= ${from}
    group by hall, lane, date
    order by hall, lane, date`);
}

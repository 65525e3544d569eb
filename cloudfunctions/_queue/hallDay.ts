import type { LocalDate } from '../../domain/calendar/localDate';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

/** One hall on one day. */
export interface HallDay {
  readonly city: string;
  readonly hall: string;
  readonly date: LocalDate;
}

/** Locks a hall's day until the transaction ends. Everything that gives a number or calls somebody comes after it. */
export async function lockHallDay(transaction: Queryable, { city, hall, date }: HallDay): Promise<void> {
  await transaction.rows(sql`
    insert into hall_day (city, hall, date) values (${city}, ${hall}, ${date})
    on conflict (city, hall, date) do update set last_number = hall_day.last_number`);
}

/** The next number of a locked day: 1, 2, 3 … */
export async function drawNumber(transaction: Queryable, { city, hall, date }: HallDay): Promise<number> {
  const [row] = await transaction.rows<{ last_number: number }>(sql`
    update hall_day set last_number = last_number + 1
    where city = ${city} and hall = ${hall} and date = ${date} returning last_number`);
  if (row === undefined) throw new Error('A number was drawn on a day that is not locked.');
  return row.last_number;
}

/** The next place in the sequence of calls of a locked day. */
export async function drawCall(transaction: Queryable, { city, hall, date }: HallDay): Promise<number> {
  const [row] = await transaction.rows<{ last_call: number }>(sql`
    update hall_day set last_call = last_call + 1
    where city = ${city} and hall = ${hall} and date = ${date} returning last_call`);
  if (row === undefined) throw new Error('A call was made on a day that is not locked.');
  return row.last_call;
}

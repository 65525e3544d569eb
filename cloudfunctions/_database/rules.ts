import { type BookingRules, bookingRuleNames } from '../../domain/booking/bookingRules';
import type { Queryable } from './database';
import { remember } from './memory';
import { sql } from './sql';

const readRules = remember(async (database: Queryable, key: string): Promise<BookingRules> => {
  const [city = '', hall = ''] = key.split('/');
  // A hall's own number comes after the city's, so that it wins.
  const rows = await database.rows<{ name: string; value: number }>(sql`
    select name, value from booking_rule
    where city = ${city} and (hall = '' or hall = ${hall}) order by hall`);
  const values = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  const missing = bookingRuleNames.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new Error(`City ${city} has no value for: ${missing.join(', ')}.`);
  return values as unknown as BookingRules;
});

/** The rules of booking in a city, or at one of its halls where it has its own. Believed for some seconds. */
export function rulesOf(database: Queryable, city: string, hall = ''): Promise<BookingRules> {
  return readRules(database, `${city}/${hall}`);
}

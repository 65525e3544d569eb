import type { Calendar, CalendarDayKind } from '../../domain/calendar/workingDays';
import type { Queryable } from './database';
import { remember } from './memory';
import { sql } from './sql';

const readCalendar = remember(async (database: Queryable): Promise<Calendar> => {
  const days = await database.rows<{ date: string; kind: CalendarDayKind }>(
    sql`select date, kind from calendar_day`,
  );
  const [coverage] = await database.rows<{ coverage_until: string }>(
    sql`select coverage_until from calendar_coverage`,
  );
  if (coverage === undefined) throw new Error('The calendar of public holidays is empty.');
  return {
    days: new Map(days.map(({ date, kind }) => [date, kind])),
    coverageUntil: coverage.coverage_until,
  };
});

/** The official calendar as far as it is known. Believed for some seconds. */
export function calendarOf(database: Queryable): Promise<Calendar> {
  return readCalendar(database, '');
}

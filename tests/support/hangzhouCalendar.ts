import { officialCoverageUntil, officialDays } from '../../data/officialHolidays';
import provisional from '../../data/provisionalHolidays.json';
import type { Calendar, CalendarDayKind } from '../../domain/calendar/workingDays';

/** The calendar as a fresh database holds it, without a database. */
export function hangzhouCalendar(): Calendar {
  const days = [...officialDays(), ...provisional.days];
  return {
    days: new Map(days.map(({ date, kind }) => [date, kind as CalendarDayKind])),
    coverageUntil: officialCoverageUntil(),
  };
}

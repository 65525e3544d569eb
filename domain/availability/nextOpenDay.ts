import { type HallTime, type MinuteOfDay, parseMinute } from '../calendar/hallTime';
import { addDays, type LocalDate } from '../calendar/localDate';
import type { Calendar } from '../calendar/workingDays';
import { timetableWeekday } from './slotsOfSession';

export interface OpeningPeriod {
  /** 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[];
  /** `HH:MM` in hall time. */
  readonly to: string;
}

/** Longer than any holiday: a hall that is not open within it has no hours. */
const LOOK_AHEAD_DAYS = 30;

/** The first day, from now on, on which one of the periods is still to end; null when there is none. */
export function nextOpenDay(
  calendar: Calendar,
  periods: readonly OpeningPeriod[],
  { date, minute }: HallTime,
): LocalDate | null {
  for (let days = 0; days <= LOOK_AHEAD_DAYS; days += 1) {
    const day = addDays(date, days);
    const from: MinuteOfDay = days === 0 ? minute : 0;
    const weekday = timetableWeekday(calendar, day);
    if (
      weekday !== null &&
      periods.some(({ weekdays, to }) => weekdays.includes(weekday) && parseMinute(to) > from)
    )
      return day;
  }
  return null;
}

import { timetableWeekday } from '../availability/slotsOfSession';
import { type HallTime, type MinuteOfDay, parseMinute } from './hallTime';
import { eachDay, isoWeekday, type LocalDate } from './localDate';
import type { Calendar } from './workingDays';

/** A line of a place's weekly hours. ISO weekdays; `HH:MM` in hall time. */
export interface OpeningPeriod {
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** The hours that a place keeps on a day: none on a public holiday, Friday's on a weekend day made a working day. */
export function periodsOn(
  calendar: Calendar,
  periods: readonly OpeningPeriod[],
  date: LocalDate,
): OpeningPeriod[] {
  const weekday = timetableWeekday(calendar, date);
  return weekday === null ? [] : periods.filter(({ weekdays }) => weekdays.includes(weekday));
}

/** When a person can come. Days are both included; minutes of the day in hall time. */
export interface FreeTime {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** ISO weekdays on which they can come. */
  readonly weekdays: readonly number[];
  readonly earliestMinute: MinuteOfDay;
  readonly latestMinute: MinuteOfDay;
}

export interface OpenDoor {
  readonly calendar: Calendar;
  readonly periods: readonly OpeningPeriod[];
  /** When the person can be at the door at the earliest. */
  readonly arrival: HallTime;
  /** Nobody without an appointment is taken in so shortly before a period ends. Minutes. */
  readonly lastEntryMinutes: number;
  readonly free: FreeTime;
}

/** The first moment at which the person is free and the door is open, or null when there is none. */
export function firstOpenDoor(door: OpenDoor): HallTime | null {
  const { calendar, periods, arrival, lastEntryMinutes, free } = door;
  const from = free.from > arrival.date ? free.from : arrival.date;
  for (const date of eachDay(from, free.to)) {
    if (!free.weekdays.includes(isoWeekday(date))) continue;
    const soonest = Math.max(free.earliestMinute, date === arrival.date ? arrival.minute : 0);
    for (const { from: opens, to: closes } of periodsOn(calendar, periods, date)) {
      const minute = Math.max(soonest, parseMinute(opens));
      if (minute <= Math.min(free.latestMinute, parseMinute(closes) - lastEntryMinutes)) {
        return { date, minute };
      }
    }
  }
  return null;
}

import type { BookingRules } from '../booking/bookingRules';
import { fromHallTime, type MinuteOfDay } from '../calendar/hallTime';
import { addDays, isoWeekday, type LocalDate } from '../calendar/localDate';
import { type Calendar, isPublicHoliday, isWorkingDay } from '../calendar/workingDays';

/** Hours of a lane on a day, cut into slots. Minutes of the day in hall time. */
export interface SessionHours {
  readonly fromMinute: MinuteOfDay;
  readonly toMinute: MinuteOfDay;
  readonly slotMinutes: number;
}

export interface SlotHours {
  readonly startMinute: MinuteOfDay;
  readonly endMinute: MinuteOfDay;
}

/** The slots of a session: back to back, all of them whole and inside its hours. */
export function slotsOfSession({ fromMinute, toMinute, slotMinutes }: SessionHours): SlotHours[] {
  const count = Math.max(0, Math.floor((toMinute - fromMinute) / slotMinutes));
  return Array.from({ length: count }, (_, index) => {
    const startMinute = fromMinute + index * slotMinutes;
    return { startMinute, endMinute: startMinute + slotMinutes };
  });
}

export interface WindowCapacity {
  readonly windows: number;
  readonly slotMinutes: number;
  /** Window minutes that one person takes. */
  readonly minutesPerPerson: number;
  /** Share of the windows' time that this lane is given, 0 to 1. */
  readonly share: number;
}

/** People whom the windows can serve in one slot through this lane, rounded down; at least one while a window is open. */
export function seatsPerSlot({ windows, slotMinutes, minutesPerPerson, share }: WindowCapacity): number {
  if (windows === 0) return 0;
  return Math.max(1, Math.floor((windows * slotMinutes * share) / minutesPerPerson));
}

/**
 * The weekday whose timetable a hall keeps on a day, or null when it is closed. Public holidays are closed; a
 * weekend day made a working day is kept like the Friday before it (assumption: Xiamen's halls worked normally on
 * such days in 2018).
 */
export function timetableWeekday(calendar: Calendar, date: LocalDate): number | null {
  if (isPublicHoliday(calendar, date)) return null;
  const weekday = isoWeekday(date);
  return weekday >= 6 && isWorkingDay(calendar, date) ? 5 : weekday;
}

/** When the seats of a day open to everyone: `horizonDays` before it, at the hour of the release. */
export function releaseInstant(
  date: LocalDate,
  { horizonDays, releaseMinute }: Pick<BookingRules, 'horizonDays' | 'releaseMinute'>,
): Date {
  return fromHallTime(addDays(date, -horizonDays), releaseMinute);
}

import { addDays, isWeekend, type LocalDate } from './localDate';

export type CalendarDayKind = 'holiday' | 'makeup-workday';

/** The official calendar as far as it is known. */
export interface Calendar {
  /** Days that are not what their weekday says. */
  readonly days: ReadonlyMap<LocalDate, CalendarDayKind>;
  /** The last day up to which the official notices reach; a later day is provisional. */
  readonly coverageUntil: LocalDate;
}

/** True for a public holiday, official or certain by law. */
export function isPublicHoliday(calendar: Calendar, date: LocalDate): boolean {
  return calendar.days.get(date) === 'holiday';
}

/** Monday to Friday but for holidays, and the weekend days that a notice makes working days. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  const kind = calendar.days.get(date);
  return kind === undefined ? !isWeekend(date) : kind === 'makeup-workday';
}

/** True for a day that the official notices do not reach: what is said of it may still change. */
export function isProvisional(calendar: Calendar, date: LocalDate): boolean {
  return date > calendar.coverageUntil;
}

/**
 * The `count`-th working day after `from`, which itself does not count
 * (受理当日、周六、日、法定节假日不计入工作日, Beijing public security). `count` is at least 1.
 */
export function addWorkingDays(calendar: Calendar, from: LocalDate, count: number): LocalDate {
  let date = from;
  for (let counted = 0; counted < count; ) {
    date = addDays(date, 1);
    if (isWorkingDay(calendar, date)) counted += 1;
  }
  return date;
}

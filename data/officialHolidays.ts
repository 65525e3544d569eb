import chineseDays from 'chinese-days';
import { eachDay, type LocalDate } from '../domain/calendar/localDate';
import type { CalendarDayKind } from '../domain/calendar/workingDays';

export interface OfficialDay {
  readonly date: LocalDate;
  readonly kind: CalendarDayKind;
  readonly name: string;
}

/** The first year whose days the product may have to count. */
const FIRST_YEAR = 2024;

/**
 * The years that the library truly covers, from FIRST_YEAR on. Asked about a year without a notice it does not say
 * so but calls every weekday plain, so a year counts only when its National Day is a holiday there.
 */
export function coveredYears(): number[] {
  const years: number[] = [];
  for (let year = FIRST_YEAR; isSpecial(`${year}-10-01`); year += 1) years.push(year);
  return years;
}

/** Every day of the covered years that is not what its weekday says. */
export function officialDays(): OfficialDay[] {
  const years = coveredYears();
  const [first] = years;
  const last = years.at(-1);
  if (first === undefined || last === undefined) return [];
  return eachDay(`${first}-01-01`, `${last}-12-31`).flatMap((date): OfficialDay[] => {
    if (!isSpecial(date)) return [];
    const name = chineseDays.getDayDetail(date).name.split(',')[1] ?? '';
    return [{ date, kind: chineseDays.isWorkday(date) ? 'makeup-workday' : 'holiday', name }];
  });
}

/** The last day that the library's notices reach. */
export function officialCoverageUntil(): LocalDate {
  return `${coveredYears().at(-1) ?? FIRST_YEAR - 1}-12-31`;
}

/** The library calls a plain day by its weekday and a special one `English,Chinese,days`. */
function isSpecial(date: LocalDate): boolean {
  return chineseDays.getDayDetail(date).name.includes(',');
}

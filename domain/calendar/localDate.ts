/** A day without an hour, `YYYY-MM-DD`, everywhere from the database to the screen. */
export type LocalDate = string;

const MILLISECONDS_PER_DAY = 86_400_000;

/** True for a day that exists: `2028-02-29` yes, `2027-02-29` no. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && fromDayNumber(instant / MILLISECONDS_PER_DAY) === text;
}

/** The day `days` later (or earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** 1 Monday to 7 Sunday (ISO 8601). */
export function isoWeekday(date: LocalDate): number {
  // Days before 1970 have negative numbers.
  return ((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export function isWeekend(date: LocalDate): boolean {
  return isoWeekday(date) >= 6;
}

/** Every day from `from` to `to`, both included; empty when `to` is earlier. */
export function eachDay(from: LocalDate, to: LocalDate): LocalDate[] {
  const count = daysBetween(from, to) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(from, index));
}

/** The calendar repeats after 400 years, which have this many days. */
const CYCLE_YEARS = 400;
const CYCLE_DAYS = 146_097;

/** Days since 1970-01-01. Reads the numbers itself: every booking counts days, and reading a date as text is slow. */
function toDayNumber(date: LocalDate): number {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  // `Date.UTC` takes the years 0 to 99 for 1900 to 1999.
  return Date.UTC(year + CYCLE_YEARS, month - 1, day) / MILLISECONDS_PER_DAY - CYCLE_DAYS;
}

function fromDayNumber(dayNumber: number): LocalDate {
  const day = new Date(dayNumber * MILLISECONDS_PER_DAY);
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

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
  return ((toDayNumber(date) + 3) % 7) + 1;
}

export function isWeekend(date: LocalDate): boolean {
  return isoWeekday(date) >= 6;
}

/** Every day from `from` to `to`, both included; empty when `to` is earlier. */
export function eachDay(from: LocalDate, to: LocalDate): LocalDate[] {
  const count = daysBetween(from, to) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(from, index));
}

function toDayNumber(date: LocalDate): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_PER_DAY);
}

function fromDayNumber(dayNumber: number): LocalDate {
  return new Date(dayNumber * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

import type { LocalDate } from '../calendar/localDate';

/** Full years on `date`. Born on 29 February, a person turns a year older on 1 March of other years. */
export function ageOn(birthDate: LocalDate, date: LocalDate): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

import type { LocalDate } from '../calendar/localDate';
import { accept, type Outcome, refuse } from '../outcome';
import { ageOn } from '../person/age';
import type { BookingRules } from './bookingRules';

export interface StudentParty {
  /** Days of birth of everyone who applies; a guardian who comes along need not be a student. */
  readonly birthDates: readonly LocalDate[];
  /** The party has declared that everyone who applies is a student: the hall looks at the student cards. */
  readonly declared: boolean;
  readonly visitDate: LocalDate;
}

/** Whether a party may take seats of a student session: by declaration, and by age on the day of the visit. */
export function decideStudents(
  { birthDates, declared, visitDate }: StudentParty,
  { studentFromAge: fromAge, studentToAge: toAge }: Pick<BookingRules, 'studentFromAge' | 'studentToAge'>,
): Outcome<null> {
  if (!declared) return refuse('STUDENTS_ONLY');
  const ages = birthDates.map((birthDate) => ageOn(birthDate, visitDate));
  return ages.every((age) => age >= fromAge && age <= toAge)
    ? accept(null)
    : refuse('STUDENT_AGE', { fromAge, toAge });
}

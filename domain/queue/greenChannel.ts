import type { LocalDate } from '../calendar/localDate';
import { ageOn } from '../person/age';
import type { QueueRules } from './queueRules';

/**
 * Who takes the green channel: 60 and older (National Immigration Administration, 2021), pregnant, disabled and with
 * infants (Xiamen), in military service and urgent (assumption: recommended default). Declared by the person and
 * checked at the window; age is known from the document.
 */
export const greenReasons = ['elder', 'pregnant', 'disabled', 'infant', 'military', 'urgent'] as const;

export type GreenReason = (typeof greenReasons)[number];

/** The reason that counts for a party, or null: its oldest member's age before what was declared. */
export function greenReasonOf(
  birthDates: readonly LocalDate[],
  declared: GreenReason | undefined,
  today: LocalDate,
  rules: Pick<QueueRules, 'greenFromAge'>,
): GreenReason | null {
  if (birthDates.some((birthDate) => ageOn(birthDate, today) >= rules.greenFromAge)) return 'elder';
  return declared === undefined || declared === 'elder' ? null : declared;
}

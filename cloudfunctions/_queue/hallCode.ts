import type { LocalDate } from '../../domain/calendar/localDate';
import type { Tokens } from '../_runtime/tokens';

/** What the QR code at a hall's entrance says on one day: signed, and worthless the day after. */
export function hallCode(tokens: Tokens, city: string, hall: string, date: LocalDate): string {
  return tokens.pass('hall', `hall-${hall}`, city, date);
}

/** True for the code of this hall on this day. */
export function isHallCode(
  tokens: Tokens,
  code: string,
  { city, hall, date }: { city: string; hall: string; date: LocalDate },
): boolean {
  return tokens.readPass('hall', code, city, date) === `hall-${hall}`;
}

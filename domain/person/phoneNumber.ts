import { normaliseLine, toAsciiDigits } from '../text/normaliseText';

/** A mobile number of the mainland, or a number of elsewhere with its country code (E.164). */
export const PHONE_NUMBER = /^(1[3-9]\d{9}|\+(?!86)[1-9]\d{5,14})$/;

/**
 * A telephone number as people paste and phones complete it, in the one form that is kept: `+86 138 1234 5678` and
 * `0086-13812345678` become `13812345678`, `00852 9123 4567` becomes `+85291234567`.
 */
export function normalisePhoneNumber(text: string): string {
  const plain = toAsciiDigits(normaliseLine(text))
    .replace(/^tel:/i, '')
    .replace(/[\s\-.()/·]/g, '')
    .replace(/^00/, '+');
  return plain.replace(/^\+?86(?=1[3-9]\d{9}$)/, '');
}

/** True for a normalised number that messages can be sent to. */
export function isPhoneNumber(phone: string): boolean {
  return PHONE_NUMBER.test(phone);
}

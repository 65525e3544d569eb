import { isLocalDate, type LocalDate } from '../calendar/localDate';
import { normaliseLine, toAsciiDigits } from '../text/normaliseText';

/** Weights and check characters of GB 11643-1999, the citizen identification number. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** Region prefixes: 11 to 65 the mainland (GB/T 2260), 81 to 83 residence permits for Hong Kong, Macao and Taiwan residents. */
const MAINLAND_PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' '),
);
const HMT_PREFIXES = new Set(['81', '82', '83']);

/** Letters of other alphabets that look like Latin capitals, and × for the final X. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...fromPairs('АВЕКМНОРСТУХІЅЈ', 'ABEKMHOPCTYXISJ'),
  ...fromPairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
  ...fromPairs('×✕✖╳⨯', 'XXXXX'),
};

function fromPairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, index) => [letter, to[index] ?? letter]));
}

/**
 * A document number as people type and paste it, in the one form that is kept and compared: capitals, ASCII digits,
 * no spaces, dashes, dots or brackets. `330106 19790303 149×` becomes `33010619790303149X`.
 */
export function normaliseDocumentNumber(text: string): string {
  return [...toAsciiDigits(normaliseLine(text)).toUpperCase()]
    .map((character) => LOOK_ALIKES[character] ?? character)
    .join('')
    .replace(/[\s\-.·/()<]/g, '');
}

/** True for a number with 18 places, a known region, a day of birth that exists and is not after `today`, and the right check character. */
export function isResidentId(number: string, today: LocalDate): boolean {
  return MAINLAND_PROVINCES.has(number.slice(0, 2)) && isWellFormed(number, today);
}

/** The same rule for residence permits of Hong Kong, Macao and Taiwan residents. */
export function isHmtResidencePermit(number: string, today: LocalDate): boolean {
  return HMT_PREFIXES.has(number.slice(0, 2)) && isWellFormed(number, today);
}

/**
 * The number of a foreigner's permanent residence card: since December 2023 eighteen places, made like a citizen's
 * number behind a leading 9; before that three letters and twelve digits (rules of the card's 2023 edition,
 * gzwubang.com/service/pro/840.html).
 */
export function isPermanentResidenceCard(number: string, today: LocalDate): boolean {
  return number.length === 18
    ? number.startsWith('9') && isWellFormed(number, today)
    : /^[A-Z]{3}\d{12}$/.test(number);
}

/** Day of birth in a number that is well formed. */
export function birthDateOf(number: string): LocalDate {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}

/** The check character that belongs to the first 17 digits. */
export function checkCharacter(firstSeventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(firstSeventeen[index]), 0);
  return CHECK_CHARACTERS[sum % 11] ?? '';
}

function isWellFormed(number: string, today: LocalDate): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const born = birthDateOf(number);
  return isLocalDate(born) && born >= '1900-01-01' && born <= today && number[17] === checkCharacter(number);
}

/**
 * What people type, paste and let their keyboards complete, brought to one form at the door of the service and on
 * the phone, so that saving, searching and comparing see the same text.
 */

/** Marks that nobody sees: zero-width joiners, direction marks, soft hyphens, variation selectors, controls. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?![\n\t\r])\p{Cc}/gu;

/** Every space of Unicode except the line break. */
const SPACES = /[^\S\n]+/g;

/**
 * Apostrophes and accents typed in their place. Replaced before NFKC, which would turn `´` into a space, and after it,
 * because it takes `″` apart.
 */
const APOSTROPHES = /[`´‘’‚‛′ʹʻʼʽˈ＇｀՚]/g;

/** Dashes and minus signs; the long vowel mark ー of Japanese is a letter and stays. */
const DASHES = /[\u2010-\u2015\u2043\u2212\u2796\uFE58\uFE63\uFF0D]/g;

/** Free text: composed (NFC), without invisible marks, with plain spaces; line breaks stay, the ends are trimmed. */
export function normaliseText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(SPACES, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** One line in which full-width and other compatibility forms do not matter (NFKC), such as a name or a number. */
export function normaliseLine(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .normalize('NFKC')
    .replace(APOSTROPHES, "'")
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Digits of other scripts that keyboards in China offer (Arabic, Uyghur, Tibetan) as 0 to 9. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9\u0F20-\u0F29]/g, (digit) =>
    String(((digit.codePointAt(0) ?? 0) & 0x0f) % 10),
  );
}

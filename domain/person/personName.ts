import { normaliseLine } from '../text/normaliseText';

/** Characters of a name after normalisation. `〇` counts as a number in Unicode and is a character of names. */
export const PERSON_NAME = /^[\p{L}\p{M}〇·.' -]+$/u;

/** Longest name that is kept, in characters after normalisation. */
export const PERSON_NAME_MAX = 60;

/** Dots that stand between the parts of a name; keyboards offer a dozen that look alike. */
const DOTS = /[•‧∙⋅・●⸱ꞏᐧ᛫⦁▪]/gu;

/** Typed for 〇, which few keyboards offer. */
const CIRCLES = /[○◯]/g;

/**
 * A name as it is saved, searched and compared: `阿卜杜热合曼•买买提` and `阿卜杜热合曼・买买提` become
 * `阿卜杜热合曼·买买提`; `LI, ANNA` and `LI<<ANNA`, as passports print them, become `LI ANNA`.
 */
export function normalisePersonName(text: string): string {
  // ˙ decomposes into a space and a combining dot.
  return normaliseLine(text.replace(/[˙･]/g, '·'))
    .replace(/[,<、]+/g, ' ')
    .replace(DOTS, '·')
    .replace(/(\p{Script=Han})\s*[.。]\s*(?=\p{Script=Han})/gu, '$1·')
    .replace(/\s*·+\s*/g, '·')
    .replace(/(\p{Script=Han})\s+(?=\p{Script=Han})/gu, '$1')
    .replace(CIRCLES, (circle) => (/\p{Script=Han}/u.test(text) ? '〇' : circle))
    .replace(/\s+/g, ' ')
    .trim();
}

/** True for a normalised name that can be kept. */
export function isPersonName(name: string): boolean {
  return name.length <= PERSON_NAME_MAX && PERSON_NAME.test(name) && /[\p{L}〇]/u.test(name);
}

/** What a search compares: the normalised name without spaces, dots, hyphens, apostrophes or case. */
export function nameSearchKey(text: string): string {
  return normalisePersonName(text)
    .replace(/[\s·.'-]/g, '')
    .toUpperCase();
}

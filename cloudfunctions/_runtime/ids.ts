import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';

/** Ids that grow with time, so that new rows land beside each other in an index. */
export function newId(): string {
  return v7();
}

/** Without 0/O, 1/I/L and U, so that a code can be read out over a counter. */
const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;

/** A code of eight characters to read out at the hall, one of 656 thousand million. */
export function newReservationCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}

/** The receipt of an accepted document, in the same letters. */
export function newReceiptCode(): string {
  return newReservationCode();
}

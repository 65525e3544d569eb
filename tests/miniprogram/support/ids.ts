/** The button that books, once nothing is missing: before that it is there and does nothing. */
export const BOOK = '#confirm-booking:not(.button--disabled)';

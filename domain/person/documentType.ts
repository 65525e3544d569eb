/** What a person proves their identity with when booking. */
export const documentTypes = [
  'resident-id',
  'hmt-residence-permit',
  'permanent-residence-card',
  'passport',
] as const;

export type DocumentType = (typeof documentTypes)[number];

/** Places of the longest number that a document carries, and room for spaces and dashes typed in it. */
export const DOCUMENT_NUMBER_TYPED_MAX = 40;

/**
 * True when the number says the day of birth: cards of the mainland do, passports and the permanent residence card
 * of before 2023 (fifteen places) do not. While a number is being typed the answer follows its first places.
 */
export function numberSaysBirthDate(type: DocumentType, number: string): boolean {
  if (type === 'passport') return false;
  return type !== 'permanent-residence-card' || !/^[A-Z]/.test(number);
}

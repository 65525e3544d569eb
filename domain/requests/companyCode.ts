/** Characters and weights of GB 32100-2015, the unified social credit code. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** True for 18 characters of the code's alphabet with the right check character at the end. */
export function isCompanyCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
  return companyCheckCharacter(code.slice(0, 17)) === code[17];
}

/** The check character that belongs to the first 17. */
export function companyCheckCharacter(firstSeventeen: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * CHARACTERS.indexOf(firstSeventeen[index] ?? '0'),
    0,
  );
  return CHARACTERS[(31 - (sum % 31)) % 31] ?? '';
}

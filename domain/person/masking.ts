/** Stars of a masked name at most: a name of sixty letters still fits a narrow screen. */
const STARS_MAX = 6;

/** `王小明` → `王*明`, `王明` → `王*`: a family that shares its surname still knows who is who. */
export function maskName(name: string): string {
  const characters = Array.from(name);
  const last = characters.length > 2 ? (characters.at(-1) ?? '') : '';
  const hidden = Math.min(STARS_MAX, Math.max(1, characters.length - 1 - (last === '' ? 0 : 1)));
  return `${characters[0] ?? ''}${'*'.repeat(hidden)}${last}`;
}

/** `11010519491231002X` → `110105********002X`; shorter numbers keep their last two places. */
export function maskDocumentNumber(number: string): string {
  if (number.length < 12) return `${'*'.repeat(Math.max(0, number.length - 2))}${number.slice(-2)}`;
  return `${number.slice(0, 6)}${'*'.repeat(number.length - 10)}${number.slice(-4)}`;
}

/** `13812345678` → `138****5678`. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

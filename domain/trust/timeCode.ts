/** Seconds for which one code of an authenticator app stands (RFC 6238). */
export const TIME_STEP_SECONDS = 30;

/** The time step of an instant, from which the code is made. */
export function timeStepOf(now: Date): number {
  return Math.floor(now.getTime() / 1000 / TIME_STEP_SECONDS);
}

/** Dynamic truncation (RFC 4226, 5.3) of an HMAC to `digits` digits. */
export function truncateToDigits(hmac: Uint8Array, digits = 6): string {
  const offset = (hmac.at(-1) ?? 0) & 0x0f;
  const [a = 0, b = 0, c = 0, d = 0] = hmac.slice(offset, offset + 4);
  const number = (((a & 0x7f) << 24) | (b << 16) | (c << 8) | d) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base 32 (RFC 4648) without padding, as authenticator apps take a secret. */
export function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

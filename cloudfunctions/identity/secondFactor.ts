import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { timeStepOf, toBase32, truncateToDigits } from '../../domain/trust/timeCode';

/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;
/** Steps before and after now whose code is taken: phones' clocks differ. */
const WINDOW = 1;

export function newTotpSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** The code of a time step (RFC 6238, HMAC-SHA-1 as authenticator apps expect). */
export function totpCode(secret: Buffer, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  return truncateToDigits(createHmac('sha1', secret).update(counter).digest(), digits);
}

/** The step for which a code is right now, or null. A code that was used, or one before it, is never right again. */
export function acceptedStep(secret: Buffer, code: string, now: Date, lastStep: number): number | null {
  const current = timeStepOf(now);
  const given = Buffer.from(code);
  for (let step = Math.max(current - WINDOW, lastStep + 1); step <= current + WINDOW; step += 1) {
    const expected = Buffer.from(totpCode(secret, step));
    if (given.length === expected.length && timingSafeEqual(given, expected)) return step;
  }
  return null;
}

/** What an authenticator app reads from a QR code. */
export function totpUri(secret: Buffer, label: string): string {
  const query = new URLSearchParams({ secret: toBase32(secret), issuer: 'exit-entry-booking' });
  return `otpauth://totp/${encodeURIComponent(label)}?${query}`;
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Caller, StaffScope } from './caller';
import type { Clock } from './clock';

export interface TokenKey {
  readonly id: string;
  /** At least 32 bytes. */
  readonly key: Buffer;
}

/** What a pass stands for; the kind is signed, so that no reader takes a pass that was made for another. */
export type PassKind = 'visit' | 'hall';

export interface Tokens {
  /** A signed proof of who has signed in, valid for `expiresInSeconds` in one city and while its sign-in stands. */
  issue(
    accountId: string,
    city: string,
    staff?: StaffScope,
    signInId?: string,
  ): Promise<{ token: string; expiresInSeconds: number }>;
  /** The caller behind a token, or null when it is forged, expired or of another city. */
  verify(token: string, city: string): Promise<Caller | null>;
  /** What a QR code says: signed for one kind of reader and bound to its day. */
  pass(kind: PassKind, subject: string, city: string, date: string): string;
  /** The subject of a scanned pass, or null when it is forged, of another kind, day or city. */
  readPass(kind: PassKind, pass: string, city: string, date: string): string | null;
}

const ISSUER = 'exit-entry-booking';
const ALGORITHM = 'HS256';
/** A token lives this long; what ended a sign-in is remembered as long. */
export const EXPIRES_IN_SECONDS = 7_200;
const PASS_VERSION = 'EEB2';

/** Tokens under a list of keys: the first signs, all of them verify, so that keys can be changed. */
export function createTokens(keys: readonly TokenKey[], clock: Clock): Tokens {
  const [current] = keys;
  if (current === undefined) throw new Error('There is no token key.');

  const signature = (key: Buffer, parts: readonly string[]) =>
    createHmac('sha256', key).update(parts.join('|')).digest().subarray(0, 16);

  return {
    async issue(accountId, city, staff, signInId) {
      const now = Math.floor(clock().getTime() / 1000);
      const token = await new SignJWT({
        city,
        ...(staff === undefined ? {} : { staff }),
        ...(signInId === undefined ? {} : { sid: signInId }),
      })
        .setProtectedHeader({ alg: ALGORITHM, kid: current.id })
        .setIssuer(ISSUER)
        .setAudience(staff === undefined ? 'citizen' : 'staff')
        .setSubject(accountId)
        .setIssuedAt(now)
        .setExpirationTime(now + EXPIRES_IN_SECONDS)
        .sign(current.key);
      return { token, expiresInSeconds: EXPIRES_IN_SECONDS };
    },

    async verify(token, city) {
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            const found = keys.find(({ id }) => id === kid);
            if (found === undefined) throw new Error('unknown key');
            return found.key;
          },
          { issuer: ISSUER, algorithms: [ALGORITHM], currentDate: clock(), clockTolerance: 5 },
        );
        return payload.city === city ? toCaller(payload) : null;
      } catch {
        return null;
      }
    },

    pass(kind, subject, city, date) {
      const signed = signature(current.key, [PASS_VERSION, kind, city, subject, date]);
      return `${PASS_VERSION}.${subject}.${signed.toString('base64url')}`;
    },

    readPass(kind, pass, city, date) {
      const [version = '', subject = '', given = ''] = pass.split('.');
      const bytes = Buffer.from(given, 'base64url');
      const genuine = keys.some(({ key }) => {
        const expected = signature(key, [version, kind, city, subject, date]);
        return bytes.length === expected.length && timingSafeEqual(bytes, expected);
      });
      return version === PASS_VERSION && genuine ? subject : null;
    },
  };
}

function toCaller({ sub, aud, sid, staff }: JWTPayload): Caller | null {
  if (sub === undefined) return null;
  const who = { accountId: sub, ...(typeof sid === 'string' ? { signInId: sid } : {}) };
  if (aud === 'citizen') return { kind: 'citizen', ...who };
  return aud === 'staff' ? { kind: 'staff', ...who, staff: staff as StaffScope } : null;
}

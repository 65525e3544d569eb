import { timingSafeEqual } from 'node:crypto';
import type { Sealer } from '../_runtime/sealing';

/** What a refresh token says once its proof is good. */
export interface RefreshToken {
  readonly signIn: string;
  /** How often the sign-in had been exchanged when it was given. */
  readonly exchange: number;
}

/**
 * The refresh token of a sign-in after so many exchanges: `<sign-in>.<exchange>.<proof>`. The proof is a keyed digest,
 * so that nothing of it is kept and every earlier token of a sign-in can be told from a made-up one.
 */
export function refreshTokenOf(sealer: Sealer, { signIn, exchange }: RefreshToken): string {
  return `${signIn}.${exchange}.${proofOf(sealer, { signIn, exchange })}`;
}

/** Reads a token that is of the form that the contract asks for; undefined when its proof is not ours. */
export function readRefreshToken(sealer: Sealer, token: string): RefreshToken | undefined {
  const [signIn = '', number = '', proof = ''] = token.split('.');
  // The case of a UUID means nothing; that of the proof does.
  const read = { signIn: signIn.toLowerCase(), exchange: Number(number) };
  const [given, expected] = [Buffer.from(proof), Buffer.from(proofOf(sealer, read))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? read : undefined;
}

function proofOf(sealer: Sealer, { signIn, exchange }: RefreshToken): string {
  return sealer.blind(`refresh:${signIn}:${exchange}`);
}

import type { Caller } from './caller';
import type { Clock } from './clock';
import type { Tokens } from './tokens';

/** A key that is taken off the ring is obeyed within this. Milliseconds. */
const BELIEVED_FOR = 60_000;
/** Tokens kept; when there are more the oldest are forgotten. */
const LARGEST = 50_000;

interface Known {
  readonly caller: Caller;
  readonly until: number;
}

/** Remembers whom a token proved to be for up to a minute, never past its end: checking costs more than booking. */
export function rememberTokens(tokens: Tokens, clock: Clock): Tokens {
  const known = new Map<string, Known>();

  return {
    ...tokens,
    async verify(token, city) {
      const key = `${city} ${token}`;
      const now = clock().getTime();
      const remembered = known.get(key);
      if (remembered !== undefined && remembered.until > now) return remembered.caller;
      known.delete(key);
      const caller = await tokens.verify(token, city);
      if (caller !== null) {
        known.set(key, { caller, until: Math.min(now + BELIEVED_FOR, expiryOf(token)) });
        if (known.size > LARGEST) forgetOldest(known);
      }
      return caller;
    },
  };
}

/** When a token that was found genuine ends. Milliseconds. */
function expiryOf(token: string): number {
  const [, payload = ''] = token.split('.');
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: number };
  return (exp ?? 0) * 1_000;
}

function forgetOldest(known: Map<string, Known>): void {
  for (const key of [...known.keys()].slice(0, LARGEST / 10)) known.delete(key);
}

/** Counts calls in this instance's memory, minute by minute. */
export interface Limiter {
  /** Seconds until the next call may come, or null when this one is within the limit. */
  take(who: string, perMinute: number): number | null;
}

interface Bucket {
  /** Calls that may still be made; refills steadily. */
  tokens: number;
  at: number;
}

/** Callers that are remembered; the longest unseen are forgotten first. */
const CALLERS_MAX = 50_000;

/**
 * A bucket for each caller: it holds a minute's calls and refills steadily, so that a burst is fine and a flood is
 * not. Each instance counts for itself: behind a balancer of n hosts the true limit is up to n times as high, which
 * is what a guard against floods can be without a query for every call.
 */
export function createLimiter(milliseconds: () => number): Limiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(who, perMinute) {
      const now = milliseconds();
      const bucket = buckets.get(who) ?? { tokens: perMinute, at: now };
      buckets.delete(who);
      buckets.set(who, bucket);
      if (buckets.size > CALLERS_MAX) buckets.delete(buckets.keys().next().value ?? '');
      bucket.tokens = Math.min(perMinute, bucket.tokens + ((now - bucket.at) / 60_000) * perMinute);
      bucket.at = now;
      if (bucket.tokens < 1) return Math.max(1, Math.ceil(((1 - bucket.tokens) / perMinute) * 60));
      bucket.tokens -= 1;
      return null;
    },
  };
}

/** For tests and tools that make many calls on purpose. */
export const unlimited: Limiter = { take: () => null };

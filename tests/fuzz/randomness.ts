/** Random choices that a seed repeats (mulberry32). */
export interface Randomness {
  /** 0 up to 1. */
  next(): number;
  /** 0 up to `below`, whole. */
  below(below: number): number;
  pick<T>(values: readonly T[]): T;
}

export function randomness(seed: number): Randomness {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { next, below, pick: <T>(values: readonly T[]) => values[below(values.length)] as T };
}

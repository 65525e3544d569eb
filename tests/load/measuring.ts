/** What a measurement came to. */
export interface Measured {
  readonly perSecond: number;
  /** Milliseconds within which 99 of 100 answers came. */
  readonly p99: number;
  /** Microseconds of the processor that the host spent on each answer. */
  readonly work?: number;
}

/** Callers who each ask again as soon as they are answered, for some seconds. */
export async function closedLoop(
  callers: number,
  seconds: number,
  ask: () => Promise<void>,
): Promise<Measured> {
  const times: number[] = [];
  const startedAt = performance.now();
  const end = startedAt + seconds * 1_000;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let asked = performance.now(); asked < end; asked = performance.now()) {
        await ask();
        times.push(performance.now() - asked);
      }
    }),
  );
  return { perSecond: (times.length / (performance.now() - startedAt)) * 1_000, p99: quantile(times, 0.99) };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

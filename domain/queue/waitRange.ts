/** Minutes that somebody is told to expect: never less than one, and a range because nobody knows exactly. */
export interface WaitRange {
  readonly from: number;
  readonly to: number;
}

/** Half the width of the range as a share of the wait, and its least width in minutes. `bench:wait` measures both. */
const SPREAD = 0.2;
const LEAST_SPREAD = 2;

/** The range around an expected wait, in whole minutes below half an hour and in fives above. */
export function waitRange(minutes: number): WaitRange {
  const spread = Math.max(LEAST_SPREAD, minutes * SPREAD);
  const step = minutes > 30 ? 5 : 1;
  const from = Math.max(1, Math.floor((minutes - spread) / step) * step);
  return { from, to: Math.max(from + 1, Math.ceil((minutes + spread) / step) * step) };
}

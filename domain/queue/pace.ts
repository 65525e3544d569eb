/** Served work of today: window minutes taken, and the minutes that the same work was expected to take. */
export interface ServedWork {
  readonly minutesTaken: number;
  readonly minutesExpected: number;
}

/** Expected minutes that the first guess weighs as much as, until the day has shown its own pace (assumption). */
const PRIOR_MINUTES = 60;

/** How much slower (above 1) or faster the windows of a hall are today than expected, 0.5 to 2.5. */
export function paceOf({ minutesTaken, minutesExpected }: ServedWork): number {
  const pace = (PRIOR_MINUTES + minutesTaken) / (PRIOR_MINUTES + minutesExpected);
  return Math.min(2.5, Math.max(0.5, pace));
}

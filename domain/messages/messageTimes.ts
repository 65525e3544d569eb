import { fromHallTime, toHallTime } from '../calendar/hallTime';
import { addDays } from '../calendar/localDate';
import type { TrustRules } from '../trust/trustRules';

type QuietRules = Pick<TrustRules, 'quietFromMinute' | 'quietUntilMinute'>;

/** When a message may go out: now, or at the end of the quiet hours unless it cannot wait. */
export function sendableAt(now: Date, urgent: boolean, rules: QuietRules): Date {
  const { date, minute } = toHallTime(now);
  const { quietFromMinute, quietUntilMinute } = rules;
  if (urgent) return now;
  if (minute >= quietFromMinute) return fromHallTime(addDays(date, 1), quietUntilMinute);
  return minute < quietUntilMinute ? fromHallTime(date, quietUntilMinute) : now;
}

/** Tries after which a message is given up. */
export const ATTEMPTS_MAX = 6;

/** How long after the n-th failed try the next one comes: 1, 4, 16, 64, 256 minutes. Milliseconds. */
export function backOff(attempts: number): number {
  return 60_000 * 4 ** Math.max(0, attempts - 1);
}

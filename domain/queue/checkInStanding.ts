import type { QueueRules } from './queueRules';

/**
 * What checking in now means for an appointment: `too-early`, `on-time` (keeps its priority), `late` (joins the
 * walk-ins) or `missed`.
 */
export type CheckInStanding = 'too-early' | 'on-time' | 'late' | 'missed';

type CheckInRules = Pick<QueueRules, 'checkInMinutesBefore' | 'onTimeMinutesAfter' | 'lateMinutesAfter'>;

/** The bounds belong to the better side: exactly 15 minutes late is still on time. */
export function checkInStanding(startsAt: Date, now: Date, rules: CheckInRules): CheckInStanding {
  const minutesAfter = (now.getTime() - startsAt.getTime()) / 60_000;
  if (minutesAfter < -rules.checkInMinutesBefore) return 'too-early';
  if (minutesAfter <= rules.onTimeMinutesAfter) return 'on-time';
  return minutesAfter <= rules.lateMinutesAfter ? 'late' : 'missed';
}

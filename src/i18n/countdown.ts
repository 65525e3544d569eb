import type { SettingsStore } from '../stores/SettingsStore';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long it is until something opens: coarse while it is far, by the second in the last hour. */
export function countdownWords(t: SettingsStore['t'], milliseconds: number): string {
  if (milliseconds <= 0) return t('slots.opensNow');
  // Rounded up, so that "0:00" is never shown before it is true.
  const seconds = Math.ceil(milliseconds / 1_000);
  const minutes = Math.floor(seconds / 60);
  if (milliseconds > DAY) {
    return t('slots.opensInDays', {
      days: Math.floor(milliseconds / DAY),
      hours: Math.floor((milliseconds % DAY) / HOUR),
    });
  }
  if (milliseconds > HOUR) {
    return t('slots.opensInHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  }
  return t('slots.opensInClock', { clock: `${minutes}:${String(seconds % 60).padStart(2, '0')}` });
}

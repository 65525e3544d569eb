import type { Hall } from '../stores/CityStore';
import type { SettingsStore } from '../stores/SettingsStore';
import { formatMonth } from './dates';

/** That how a hall serves is what was announced in a month, not what somebody has confirmed since; else nothing. */
export function announced(
  { t, language }: Pick<SettingsStore, 't' | 'language'>,
  hall: Pick<Hall, 'modeAnnounced'> | undefined,
): string | undefined {
  const month = hall?.modeAnnounced;
  return month === undefined ? undefined : t('halls.announced', { when: formatMonth(language, month) });
}

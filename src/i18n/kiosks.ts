import type { Kiosk } from '../stores/CityStore';
import type { SettingsStore } from '../stores/SettingsStore';
import { formatMonth } from './dates';

/** How many machines somebody counted, with the month in which they did. */
export function kioskCount(
  { t, language }: Pick<SettingsStore, 't' | 'language'>,
  { count, asOf }: NonNullable<Kiosk['devices']>,
): string {
  return t('halls.kioskCount', { count, when: asOf === undefined ? '' : formatMonth(language, asOf) });
}

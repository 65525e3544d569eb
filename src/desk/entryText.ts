import type { DeskEntry } from '../../contract/desk';
import type { Service } from '../../domain/service';
import type { CityStore } from '../stores/CityStore';
import type { SettingsStore } from '../stores/SettingsStore';

/** A service in a word. */
export function serviceName(city: CityStore, { pick }: SettingsStore, service: Service): string {
  return pick(city.service(service)?.shortName ?? { zh: service, en: service });
}

/** Who comes and for what, in a line: `王*明 护照、李* 护照`. */
export function peopleLine(city: CityStore, settings: SettingsStore, { people }: DeskEntry): string {
  const [separator, between] = settings.language === 'en' ? [', ', '; '] : ['、', '；'];
  return people
    .map(
      ({ name, services }) =>
        `${name} ${services.map(({ service }) => serviceName(city, settings, service)).join(separator)}`,
    )
    .join(between);
}

import type { LocalDate } from '../../domain/calendar/localDate';
import { ageOn } from '../../domain/person/age';
import { windowMinutes } from '../../domain/queue/windowMinutes';
import type { Service } from '../../domain/service';
import type { Queryable } from '../_database/database';
import { remember } from '../_database/memory';
import { rulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import type { PartyApplicant } from '../_people/readParty';

/** Minutes of a service that the city has no figure for (assumption: an ordinary passport). */
const UNKNOWN_MINUTES = 6;

const readMinutes = remember(async (database: Queryable): Promise<ReadonlyMap<string, number>> => {
  const rows = await database.rows<{ service: string; minutes: number }>(sql`
    select service, (facts ->> 'minutesPerApplicant')::float8 as minutes from service_facts`);
  return new Map(rows.map(({ service, minutes }) => [service, minutes]));
});

/** Usual window minutes of each service. Believed for some seconds. */
export async function minutesByService(database: Queryable): Promise<(service: Service) => number> {
  const minutes = await readMinutes(database, '');
  return (service) => minutes.get(service) ?? UNKNOWN_MINUTES;
}

/** Window minutes that a party is expected to take at the usual pace. */
export async function expectedMinutesOf(
  database: Queryable,
  city: string,
  people: readonly Pick<PartyApplicant, 'data' | 'services'>[],
  rules: { readonly greenFromAge: number; readonly today: LocalDate },
): Promise<number> {
  const [minutesOf, { guardianUnderAge }] = await Promise.all([
    minutesByService(database),
    rulesOf(database, city),
  ]);
  return windowMinutes(
    people.map(({ data, services }) => {
      const age = ageOn(data.birthDate, rules.today);
      return {
        serviceMinutes: services.map(minutesOf),
        minor: age < guardianUnderAge,
        elder: age >= rules.greenFromAge,
      };
    }),
  );
}

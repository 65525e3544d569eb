import type { Database, Queryable } from '../cloudfunctions/_database/database';
import { sql } from '../cloudfunctions/_database/sql';
import { seatsPerSlot } from '../domain/availability/slotsOfSession';
import { parseMinute } from '../domain/calendar/hallTime';
import type { CityFiles } from './cityFiles';

/**
 * Puts a city's data into the database where it is missing. What an administrator has changed since is kept, so
 * this may run at every start.
 */
export async function seedCity(database: Database, files: CityFiles): Promise<void> {
  const { code: city, ...facts } = files.halls.city;
  await database.transaction(async (transaction) => {
    await transaction.rows(sql`
      insert into city (city, facts) values (${city}, ${JSON.stringify(facts)}::jsonb) on conflict do nothing`);
    await seedServices(transaction, files);
    await seedRules(transaction, city, files);
    await seedHalls(transaction, city, files);
    await seedTemplates(transaction, city, files);
    const { guide, destinations, hints, collection, messages, requests } = files;
    await seedDocuments(transaction, city, {
      guide,
      destinations,
      hints,
      collection,
      messages,
      requests: { source: requests.source, reasons: requests.reasons },
      overtime: files.sessions.overtime,
    });
    await seedKiosks(transaction, city, files);
    await seedShortcuts(transaction, city, files);
  });
}

async function seedServices(transaction: Queryable, { services }: CityFiles): Promise<void> {
  for (const [order, facts] of services.services.entries()) {
    await transaction.rows(sql`
      insert into service_facts (service, display_order, facts)
      values (${facts.service}, ${order}, ${JSON.stringify(facts)}::jsonb) on conflict do nothing`);
  }
}

async function seedDocuments(
  transaction: Queryable,
  city: string,
  documents: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const [name, facts] of Object.entries(documents)) {
    await transaction.rows(sql`
      insert into city_document (city, name, facts)
      values (${city}, ${name}, ${JSON.stringify(facts)}::jsonb) on conflict do nothing`);
  }
}

async function seedRules(
  transaction: Queryable,
  city: string,
  { rules, ranking, trust, requests }: CityFiles,
): Promise<void> {
  const ofTheCity = [...ranking.rules, ...trust.rules, ...requests.rules].map((rule) => ({
    ...rule,
    hall: undefined,
  }));
  const numbers = [...rules.rules, ...ofTheCity];
  for (const { name, hall = '', value, source } of numbers) {
    await transaction.rows(sql`
      insert into booking_rule (city, hall, name, value, source)
      values (${city}, ${hall}, ${name}, ${value}, ${source}) on conflict do nothing`);
  }
}

async function seedHalls(transaction: Queryable, city: string, { halls }: CityFiles): Promise<void> {
  for (const [order, { hall, mode, position, lanes, ...facts }] of halls.halls.entries()) {
    const { longitude, latitude, ...positionFacts } = position;
    await transaction.rows(sql`
      insert into hall (city, hall, mode, longitude, latitude, display_order, facts)
      values (${city}, ${hall}, ${mode}, ${longitude}, ${latitude}, ${order},
        ${JSON.stringify({ ...facts, position: positionFacts })}::jsonb) on conflict do nothing`);
    for (const { lane, services, windows } of lanes) {
      await transaction.rows(sql`
        insert into lane (city, hall, lane, services, windows)
        values (${city}, ${hall}, ${lane}, ${services}::text[], ${windows}) on conflict do nothing`);
    }
  }
}

async function seedTemplates(transaction: Queryable, city: string, files: CityFiles): Promise<void> {
  const share = files.rules.rules.find(({ name }) => name === 'appointmentShare')?.value ?? 1;
  const minutesPerPerson = files.rules.minutesPerPerson.value;
  for (const { hall, mode, lanes } of files.halls.halls) {
    for (const template of files.sessions.templates.filter((candidate) => candidate.mode === mode)) {
      const lane = lanes.find(({ lane: name }) => name === template.lane);
      if (lane === undefined) continue;
      const { slotMinutes, from, to, source } = template;
      const seats = seatsPerSlot({ windows: lane.windows, slotMinutes, minutesPerPerson, share });
      const services =
        template.services?.filter((service) => lane.services.includes(service)) ?? lane.services;
      await transaction.rows(sql`
        insert into session_template (city, hall, lane, weekday, from_minute, to_minute, windows, slot_minutes,
          seats_per_slot, services, source)
        select ${city}, ${hall}, ${template.lane}, weekday, ${parseMinute(from)}, ${parseMinute(to)},
          ${lane.windows}, ${slotMinutes}, ${seats}, ${services}::text[], ${source}
        from unnest(${template.weekdays}::integer[]) as weekday on conflict do nothing`);
    }
  }
}

async function seedKiosks(transaction: Queryable, city: string, { kiosks }: CityFiles): Promise<void> {
  for (const [order, { kiosk, hall, devices, ...facts }] of kiosks.kiosks.entries()) {
    await transaction.rows(sql`
      insert into kiosk (city, kiosk, hall, longitude, latitude, devices, display_order, facts)
      select ${city}, ${kiosk}, hall, longitude, latitude, ${devices}, ${order}, ${JSON.stringify(facts)}::jsonb
      from hall where city = ${city} and hall = ${hall} on conflict do nothing`);
  }
}

async function seedShortcuts(transaction: Queryable, city: string, { shortcuts }: CityFiles): Promise<void> {
  const facts = {
    'online-renewal': shortcuts.onlineRenewal,
    kiosk: shortcuts.kiosk,
    'green-channel': shortcuts.greenChannel,
  };
  for (const [shortcut, document] of Object.entries(facts)) {
    await transaction.rows(sql`
      insert into shortcut (city, shortcut, facts)
      values (${city}, ${shortcut}, ${JSON.stringify(document)}::jsonb) on conflict do nothing`);
  }
}

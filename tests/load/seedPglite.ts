import type { Database } from '../../cloudfunctions/_database/database';
import { city, firstDay } from './benchCity';

/** The thousand slots and the accounts of the measurement, in one script that PGlite can take. */
export function seedPglite(database: Database): Promise<void> {
  return database.script(`
    insert into city (city, facts) values ('${city}', '{}');
    insert into hall (city, hall, mode, longitude, latitude, facts)
      select '${city}', 'hall-' || number, 'dual-track', 120, 30, '{}' from generate_series(1, 10) as number;
    insert into lane (city, hall, lane, services, windows)
      select city, hall, 'appointment', array['passport'], 10 from hall;
    insert into session (city, hall, lane, date, from_minute, to_minute, windows, slot_minutes, seats_per_slot,
        services, released_at)
      select city, hall, 'appointment', date '${firstDay}' + day, 510, 990, 10, 30, 1000000, array['passport'],
        '2026-11-01' from hall, generate_series(0, 9) as day;
    insert into slot (city, hall, lane, date, start_minute, end_minute, session_from_minute, starts_at, released_at,
        services, capacity)
      select city, hall, lane, date, 510 + 30 * slot, 540 + 30 * slot, 510, '2026-12-01', released_at, services, 1000000
      from session, generate_series(0, 9) as slot;
    insert into account (city, id, channel, subject, created_at)
      select '${city}', ('019a0000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, 'web', 'bench-' || number,
        '2026-11-01' from generate_series(0, 9999) as number;`);
}

import type { Database } from '../../cloudfunctions/_database/database';
import { sql } from '../../cloudfunctions/_database/sql';

/** As if an administrator had verified where every hall is, to the metre: for what is only said of exact places. */
export async function verifyPlaces(database: Database): Promise<void> {
  await database.rows(sql`
    update hall set facts = jsonb_set(facts, '{position}',
      facts -> 'position' || '{"verified": true, "precisionMetres": 0}')`);
}

/** As if an administrator had counted the machines of a kiosk and confirmed that they stand there. */
export async function confirmKiosk(database: Database, kiosk: string, devices: number): Promise<void> {
  await database.rows(sql`
    update kiosk set devices = ${devices}, facts = jsonb_set(facts, '{place,confirmed}', 'true')
    where kiosk = ${kiosk}`);
}

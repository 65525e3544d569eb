import type { z } from 'zod';
import type { serviceFacts, windows } from '../../../contract/windows';
import type { Lane } from '../../../domain/lane';
import type { Endorsement } from '../../../domain/nearest/shortcuts';
import type { Service } from '../../../domain/service';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

type CityHall = z.input<typeof windows.city.output>['halls'][number];

export interface HallRow {
  readonly hall: string;
  readonly mode: CityHall['mode'];
  readonly longitude: number;
  readonly latitude: number;
  readonly facts: {
    readonly name: CityHall['name'];
    readonly district: CityHall['district'];
    readonly address: CityHall['address'] & { readonly verified: boolean };
    /** The month of the notice that says how it serves, until that is confirmed. */
    readonly modeAnnounced?: string;
    readonly phone: { readonly value: string };
    readonly hours: { readonly verified: boolean; readonly periods: CityHall['hours'] };
    readonly position: { readonly verified?: boolean; readonly precisionMetres: number };
  };
  readonly lanes: readonly { readonly lane: Lane; readonly services: Service[] }[];
}

export function readHalls(database: Queryable, city: string): Promise<HallRow[]> {
  return database.rows<HallRow>(sql`
    select hall.hall, hall.mode, hall.longitude, hall.latitude, hall.facts,
      (select coalesce(json_agg(json_build_object('lane', lane.lane, 'services', lane.services) order by lane.lane), '[]')
        from lane where lane.city = ${city} and lane.hall = hall.hall) as lanes
    from hall where hall.city = ${city} order by hall.display_order, hall.hall`);
}

export interface KioskRow {
  readonly kiosk: string;
  readonly hall: string;
  /** Null while nobody has said how many there are. */
  readonly devices: number | null;
  readonly facts: {
    readonly name: CityHall['name'];
    readonly endorsements: Endorsement[];
    readonly place: { readonly confirmed: boolean };
    /** The day of the report that counts the machines. */
    readonly devicesAsOf?: string;
  };
}

export function readKiosks(database: Queryable, city: string): Promise<KioskRow[]> {
  return database.rows<KioskRow>(sql`
    select kiosk, hall, devices, facts
    from kiosk where city = ${city} and hall is not null order by display_order, kiosk`);
}

export async function readServices(database: Queryable): Promise<z.output<typeof serviceFacts>[]> {
  const rows = await database.rows<{ facts: z.output<typeof serviceFacts> }>(
    sql`select facts from service_facts order by display_order, service`,
  );
  return rows.map(({ facts }) => facts);
}

export async function readCityFacts(
  database: Queryable,
  city: string,
): Promise<{ name: { zh: string; en: string }; hotline: string } | undefined> {
  const [row] = await database.rows<{ facts: { name: { zh: string; en: string }; hotline: string } }>(
    sql`select facts from city where city = ${city}`,
  );
  return row?.facts;
}

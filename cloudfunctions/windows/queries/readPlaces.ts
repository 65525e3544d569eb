import type { OpeningPeriod } from '../../../domain/calendar/openingHours';
import type { Whereabouts } from '../../../domain/geo/nearness';
import { PlaceIndex } from '../../../domain/geo/placeIndex';
import type { Lane } from '../../../domain/lane';
import type {
  Endorsement,
  GreenChannel,
  KioskService,
  OnlineRenewal,
} from '../../../domain/nearest/shortcuts';
import type { Service } from '../../../domain/service';
import type { Queryable } from '../../_database/database';
import { remember } from '../../_database/memory';
import { sql } from '../../_database/sql';

/** A hall as the ranking sees it. */
export interface HallPlace {
  readonly code: string;
  readonly position: Whereabouts;
  readonly mode: 'dual-track' | 'serve-on-arrival';
  readonly hours: readonly OpeningPeriod[];
  /** Lane and service, as `appointment/passport`. */
  readonly serves: ReadonlySet<string>;
}

/** Halls and kiosks by where they are. */
export interface Places {
  readonly halls: ReadonlyMap<string, HallPlace>;
  readonly hallIndex: PlaceIndex<HallPlace>;
  readonly byService: (lane: Lane, service: Service) => PlaceIndex<HallPlace>;
  readonly kiosks: ReadonlyMap<string, KioskAt>;
  readonly kioskIndex: PlaceIndex<KioskAt>;
}

export interface KioskAt {
  readonly code: string;
  readonly position: Whereabouts;
  readonly hall: string;
  readonly endorsements: readonly Endorsement[];
  readonly confirmed: boolean;
}

interface HallRow {
  readonly hall: string;
  readonly mode: HallPlace['mode'];
  readonly longitude: number;
  readonly latitude: number;
  readonly errorMetres: number;
  readonly hours: readonly OpeningPeriod[];
  readonly serves: readonly string[];
}

interface KioskRow {
  readonly kiosk: string;
  readonly hall: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly errorMetres: number;
  readonly endorsements: readonly Endorsement[];
  readonly confirmed: boolean;
}

const readPlaces = remember(async (database: Queryable, city: string): Promise<Places> => {
  const hallRows = await database.rows<HallRow>(sql`
    select hall.hall, hall.mode, hall.longitude, hall.latitude, hall.facts -> 'hours' -> 'periods' as hours,
      (hall.facts -> 'position' ->> 'precisionMetres')::integer as "errorMetres",
      array_remove(array_agg(lane.lane || '/' || service), null) as serves
    from hall
      left join lane on lane.city = ${city} and lane.hall = hall.hall
      left join unnest(lane.services) as service on true
    where hall.city = ${city}
    group by hall.hall, hall.mode, hall.longitude, hall.latitude, hall.facts, hall.display_order
    order by hall.display_order, hall.hall`);
  const kioskRows = await database.rows<KioskRow>(sql`
    select kiosk, kiosk.hall, hall.longitude, hall.latitude, kiosk.facts -> 'endorsements' as endorsements,
      (hall.facts -> 'position' ->> 'precisionMetres')::integer as "errorMetres",
      (kiosk.facts -> 'place' -> 'confirmed')::boolean as confirmed
    from kiosk join hall on hall.city = ${city} and hall.hall = kiosk.hall
    where kiosk.city = ${city}`);
  const halls = hallRows.map(toHallPlace);
  const kiosks = kioskRows.map(toKioskAt);
  return {
    halls: new Map(halls.map((hall) => [hall.code, hall])),
    hallIndex: new PlaceIndex(halls),
    byService: indexesByService(halls),
    kiosks: new Map(kiosks.map((kiosk) => [kiosk.code, kiosk])),
    kioskIndex: new PlaceIndex(kiosks),
  };
});

/** Where the halls and kiosks of a city are and what they do. Believed for some seconds. */
export function placesOf(database: Queryable, city: string): Promise<Places> {
  return readPlaces(database, city);
}

function toHallPlace({ hall, mode, longitude, latitude, errorMetres, hours, serves }: HallRow): HallPlace {
  return { code: hall, position: { longitude, latitude, errorMetres }, mode, hours, serves: new Set(serves) };
}

function toKioskAt({
  kiosk,
  hall,
  longitude,
  latitude,
  errorMetres,
  endorsements,
  confirmed,
}: KioskRow): KioskAt {
  return { code: kiosk, position: { longitude, latitude, errorMetres }, hall, endorsements, confirmed };
}

/** One index for each lane and service, made when it is first asked for. */
function indexesByService(halls: readonly HallPlace[]): Places['byService'] {
  const indexes = new Map<string, PlaceIndex<HallPlace>>();
  return (lane, service) => {
    const key = `${lane}/${service}`;
    const index = indexes.get(key) ?? new PlaceIndex(halls.filter(({ serves }) => serves.has(key)));
    indexes.set(key, index);
    return index;
  };
}

interface Words {
  readonly zh: string;
  readonly en: string;
}

interface Conditions {
  readonly conditions: Words;
}

export interface Shortcuts {
  readonly 'online-renewal'?: OnlineRenewal &
    Conditions & {
      readonly how: Words;
      readonly households: {
        readonly cities: readonly { readonly name: Words; readonly since: string }[];
        readonly more: Words;
      };
    };
  readonly kiosk?: KioskService & Conditions;
  readonly 'green-channel'?: GreenChannel;
}

const readShortcuts = remember(async (database: Queryable, city: string): Promise<Shortcuts> => {
  const rows = await database.rows<{ shortcut: keyof Shortcuts; facts: unknown }>(
    sql`select shortcut, facts from shortcut where city = ${city}`,
  );
  return Object.fromEntries(rows.map(({ shortcut, facts }) => [shortcut, facts])) as Shortcuts;
});

/** Whom a city spares the visit or the booking. Believed for some seconds. */
export function shortcutsOf(database: Queryable, city: string): Promise<Shortcuts> {
  return readShortcuts(database, city);
}

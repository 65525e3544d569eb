import type { z } from 'zod';
import { hintTable, serviceFacts, type windows } from '../../contract/windows';
import { formatMinute, toHallTime } from '../../domain/calendar/hallTime';
import { addDays, eachDay, type LocalDate } from '../../domain/calendar/localDate';
import { type OpeningPeriod, periodsOn } from '../../domain/calendar/openingHours';
import { type Calendar, isPublicHoliday } from '../../domain/calendar/workingDays';
import { byNearness } from '../../domain/geo/nearness';
import { accept } from '../../domain/outcome';
import { calendarOf } from '../_database/calendar';
import { cityDocument } from '../_database/cityDocuments';
import { type Distances, distancesFrom } from '../_database/halls';
import { queueRulesOf, rankingRulesOf, rulesOf } from '../_database/rules';
import { kioskStates, showKioskState } from '../_kiosks/kioskStates';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import {
  type HallRow,
  type KioskRow,
  readCityFacts,
  readHalls,
  readKiosks,
  readServices,
} from './queries/readCity';
import { type Shortcuts, shortcutsOf } from './queries/readPlaces';

type City = z.input<typeof windows.city.output>;
type CityHall = City['halls'][number];
type CityKiosk = City['kiosks'][number];

/** The longest public holiday is nine days; a hall that opens less often than that is not open. */
const LOOK_AHEAD_DAYS = 14;

/** The city as its citizens see it: everything that a phone keeps to work on. */
export const city: Handler<typeof windows.city> = async ({ database }, from, { city: code, now }) => {
  const facts = await readCityFacts(database, code);
  if (facts === undefined) return deny('NOT_FOUND', { field: 'city' });
  const [halls, kiosks, shortcuts, hints, services, rules, queue, ranking, calendar] = await Promise.all([
    readHalls(database, code),
    readKiosks(database, code),
    shortcutsOf(database, code),
    cityDocument(database, code, 'hints').then((found) => hintTable.parse(found).hints),
    readServices(database),
    rulesOf(database, code),
    queueRulesOf(database, code, ''),
    rankingRulesOf(database, code),
    calendarOf(database),
  ]);
  const distances = await distancesFrom(database, code, from);
  const today = toHallTime(now).date;
  const states = await kioskStates(
    database,
    { city: code, now, kiosks: kiosks.map(({ kiosk }) => kiosk) },
    ranking,
  );
  const stateOf = new Map(states.map((state) => [state.kiosk, showKioskState(state, now, ranking)]));
  const hoursOf = new Map(halls.map(({ hall, facts: { hours } }) => [hall, hours.periods]));
  return accept({
    ...(distances.tooFar ? { tooFar: true as const } : {}),
    city: { code, name: facts.name, hotline: facts.hotline },
    today,
    halls: byNearness(halls, ({ hall }) => distances.reach(hall)).map((row) =>
      toHall(row, calendar, today, distances),
    ),
    kiosks: byNearness(kiosks, ({ hall }) => distances.reach(hall)).map((row) => ({
      ...toKiosk(row, distances),
      ...(stateOf.get(row.kiosk) ?? { inService: false }),
      today: todayAt(calendar, hoursOf.get(row.hall) ?? [], today),
    })),
    shortcuts: showShortcuts(shortcuts),
    // Sources stay in the database: the phone shows facts.
    hints: hints.map(({ hint, text }) => ({ hint, text })),
    services: services.map((service) => serviceFacts.parse(service)),
    rules: {
      horizonDays: rules.horizonDays,
      release: formatMinute(rules.releaseMinute),
      noonRelease: formatMinute(rules.noonReleaseMinute),
      partyMax: rules.partyMax,
      peoplePerAccount: rules.peoplePerAccount,
      bookUntilMinutesBefore: rules.bookUntilMinutesBefore,
      changeUntilMinutesBefore: rules.changeUntilMinutesBefore,
      freeCancelDaysBefore: rules.freeCancelDaysBefore,
      guardianUnderAge: rules.guardianUnderAge,
      studentAges: { from: rules.studentFromAge, to: rules.studentToAge },
      waitlistCloses: formatMinute(rules.waitlistClosesMinute),
      offerHoldMinutes: rules.offerHoldMinutes,
      arriveWithinMinutes: queue.arriveWithinMinutes,
      checkInMinutesBefore: queue.checkInMinutesBefore,
      rankWithinMetres: ranking.rankWithinMetres,
      toldErrorShare: ranking.toldErrorShare,
    },
  });
};

function toHall(row: HallRow, calendar: Calendar, today: LocalDate, distances: Distances): CityHall {
  const { name, district, address, phone, hours, position, modeAnnounced } = row.facts;
  return {
    hall: row.hall,
    name,
    district,
    address: { zh: address.zh, en: address.en },
    addressVerified: address.verified,
    phone: phone.value,
    mode: row.mode,
    ...(modeAnnounced === undefined ? {} : { modeAnnounced }),
    hours: hours.periods,
    hoursVerified: hours.verified,
    ...placeOf(row, position),
    lanes: row.lanes.map(({ lane, services }) => ({ lane, services })),
    ...distances.told(row.hall),
    today: todayAt(calendar, hours.periods, today),
  };
}

/** A hundredth of a degree, about a kilometre: the middle of an area is no point to go to. */
const AREA_STEPS = 100;
const AREA_ROUNDING_METRES = 750;

/** The exact place only where it is verified; for any other the rounded middle of the area in which it lies. */
function placeOf(
  { longitude, latitude }: HallRow,
  { verified = false, precisionMetres }: HallRow['facts']['position'],
): Pick<CityHall, 'position' | 'area'> {
  if (verified)
    return { position: { longitude, latitude }, area: { longitude, latitude, errorMetres: precisionMetres } };
  const rounded = (degrees: number) => Math.round(degrees * AREA_STEPS) / AREA_STEPS;
  return {
    area: {
      longitude: rounded(longitude),
      latitude: rounded(latitude),
      errorMetres: precisionMetres + AREA_ROUNDING_METRES,
    },
  };
}

function toKiosk(row: KioskRow, distances: Distances): Omit<CityKiosk, 'today' | 'inService'> {
  const { kiosk, hall, devices, facts } = row;
  return {
    kiosk,
    hall,
    name: facts.name,
    confirmed: facts.place.confirmed,
    endorsements: facts.endorsements,
    ...(devices === null
      ? {}
      : {
          devices: {
            count: devices,
            ...(facts.devicesAsOf === undefined ? {} : { asOf: facts.devicesAsOf }),
          },
        }),
    ...distances.told(hall),
  };
}

function todayAt(calendar: Calendar, periods: readonly OpeningPeriod[], today: LocalDate): CityHall['today'] {
  const hours = periodsOn(calendar, periods, today);
  const next = eachDay(addDays(today, 1), addDays(today, LOOK_AHEAD_DAYS)).find(
    (date) => periodsOn(calendar, periods, date).length > 0,
  );
  return {
    date: today,
    open: hours.length > 0,
    holiday: isPublicHoliday(calendar, today),
    hours: hours.map(({ from, to }) => ({ from, to })),
    ...(hours.length > 0 || next === undefined ? {} : { next }),
  };
}

function showShortcuts({ 'online-renewal': online, kiosk }: Shortcuts): City['shortcuts'] {
  return {
    ...(online === undefined
      ? {}
      : {
          onlineRenewal: {
            conditions: online.conditions,
            how: online.how,
            cities: online.households.cities.map(({ name, since }) => ({ name, since })),
            moreCities: online.households.more,
          },
        }),
    ...(kiosk === undefined
      ? {}
      : {
          kiosk: {
            conditions: kiosk.conditions,
            endorsements: kiosk.endorsements.map(({ letter, cityHouseholdOnly }) => ({
              letter,
              cityHouseholdOnly,
            })),
          },
        }),
  };
}

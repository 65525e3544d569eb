import type { z } from 'zod';
import { serviceFacts, type windows } from '../../contract/windows';
import { timetableWeekday } from '../../domain/availability/slotsOfSession';
import { formatMinute, toHallTime } from '../../domain/calendar/hallTime';
import type { LocalDate } from '../../domain/calendar/localDate';
import type { Calendar } from '../../domain/calendar/workingDays';
import type { Position } from '../../domain/geo/distance';
import { byDistance, metresTo } from '../../domain/geo/nearness';
import { accept } from '../../domain/outcome';
import { calendarOf } from '../_database/calendar';
import { rulesOf } from '../_database/rules';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import { type HallRow, readCityFacts, readHalls, readServices } from './queries/readCity';

type CityHall = z.input<typeof windows.city.output>['halls'][number];

/** The city as its citizens see it: everything that a phone keeps to work on. */
export const city: Handler<typeof windows.city> = async ({ database }, { near }, { city: code, now }) => {
  const facts = await readCityFacts(database, code);
  if (facts === undefined) return deny('NOT_FOUND', { field: 'city' });
  const [halls, services, rules, calendar] = await Promise.all([
    readHalls(database, code),
    readServices(database),
    rulesOf(database, code),
    calendarOf(database),
  ]);
  const today = toHallTime(now).date;
  return accept({
    city: { code, name: facts.name, hotline: facts.hotline },
    today,
    halls: halls.map((row) => toHall(row, calendar, today, near)).sort(byDistance),
    // Sources stay in the database: the phone shows facts.
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
      waitlistCloses: formatMinute(rules.waitlistClosesMinute),
      offerHoldMinutes: rules.offerHoldMinutes,
    },
  });
};

function toHall(row: HallRow, calendar: Calendar, today: LocalDate, near: Position | undefined): CityHall {
  const { name, district, address, phone, hours, position } = row.facts;
  const place = { longitude: row.longitude, latitude: row.latitude };
  const distanceMetres = metresTo(near, place);
  const weekday = timetableWeekday(calendar, today);
  const todaysHours = hours.periods.filter(({ weekdays }) => weekday !== null && weekdays.includes(weekday));
  return {
    hall: row.hall,
    name,
    district,
    address: { zh: address.zh, en: address.en },
    addressVerified: address.verified,
    phone: phone.value,
    mode: row.mode,
    hours: hours.periods,
    hoursVerified: hours.verified,
    position: place,
    positionPrecisionMetres: position.precisionMetres,
    lanes: row.lanes.map(({ lane, services }) => ({ lane, services })),
    ...(distanceMetres === undefined ? {} : { distanceMetres }),
    today: {
      date: today,
      open: todaysHours.length > 0,
      hours: todaysHours.map(({ from, to }) => ({ from, to })),
    },
  };
}

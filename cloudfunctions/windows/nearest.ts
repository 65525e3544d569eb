import type { z } from 'zod';
import type { windows } from '../../contract/windows';
import { formatMinute, parseMinute, toHallTime } from '../../domain/calendar/hallTime';
import { addDays } from '../../domain/calendar/localDate';
import { promisedDate, timeLimitOf } from '../../domain/calendar/promisedDate';
import type { Calendar } from '../../domain/calendar/workingDays';
import type { Position } from '../../domain/geo/distance';
import { metresTo } from '../../domain/geo/nearness';
import { explainFirst } from '../../domain/nearest/explainFirst';
import { burdenMinutes, chooseShown, rankOptions } from '../../domain/nearest/rankOptions';
import { mayRenewOnline } from '../../domain/nearest/shortcuts';
import type { VisitOption } from '../../domain/nearest/visitOption';
import { type Moment, onlineOption } from '../../domain/nearest/waysToBeServed';
import { accept } from '../../domain/outcome';
import { calendarOf } from '../_database/calendar';
import { everyWeekday } from '../_database/earliestSeats';
import { rankingRulesOf, rulesOf } from '../_database/rules';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import type { WindowsDependencies } from './dependencies';
import { kiosksToGo, seatsToBook, studentSeats, type Wish, walkIns } from './findOptions';
import { type Places, placesOf, shortcutsOf } from './queries/readPlaces';

type Input = z.output<typeof windows.nearest.input>;
type Shown = z.input<typeof windows.nearest.output>['options'][number];

/** Every real way to be served, ranked by what it costs the person, the first one explained. */
export const nearest: Handler<typeof windows.nearest, WindowsDependencies> = async (
  dependencies,
  input,
  { city, now },
) => {
  const { database } = dependencies;
  const [rules, booking, calendar, places, shortcuts] = await Promise.all([
    rankingRulesOf(database, city),
    rulesOf(database, city),
    calendarOf(database),
    placesOf(database, city),
    shortcutsOf(database, city),
  ]);
  const horizonEnd = addDays(toHallTime(now).date, booking.horizonDays);
  const moment: Moment = { now: toHallTime(now), calendar, rules, free: freeTimeOf(input, now, horizonEnd) };
  const near = input.near ?? places.halls.get(input.district ?? '')?.position;
  if (near === undefined && input.district !== undefined) return deny('INVALID_INPUT', { field: 'district' });

  const wish: Wish = {
    city,
    input,
    near,
    moment,
    places,
    shortcuts,
    horizonEnd,
    now,
    bookableFrom: new Date(now.getTime() + booking.bookUntilMinutesBefore * 60_000),
  };
  const mayBook = input.booking === 'any';
  const found = await Promise.all([
    mayBook ? seatsToBook(dependencies, wish) : [],
    mayBook ? studentSeats(dependencies, wish) : [],
    walkIns(dependencies, wish),
    kiosksToGo(dependencies, wish),
  ]);
  const rule = shortcuts['online-renewal'];
  const online =
    rule !== undefined && mayRenewOnline(rule, input.service, input.about) ? [onlineOption(moment)] : [];
  const ranked = rankOptions([...found.flat(), ...online], rules);
  const shown = chooseShown(ranked, input.limit);
  const explanation = explainFirst(shown);
  return accept({
    options: shown.map((option) => ({
      ...toShown(option, places, near),
      burdenMinutes: burdenMinutes(option, rules),
      ...promiseOf(option, input, calendar),
    })),
    ...(explanation === null
      ? {}
      : {
          explanation: {
            against: explanation.against,
            pays: [...explanation.pays],
            gains: [...explanation.gains],
          },
        }),
    asOf: now.toISOString(),
  });
};

/** The person's days inside the horizon, and their hours. */
function freeTimeOf({ when }: Input, now: Date, horizonEnd: string): Moment['free'] {
  const today = toHallTime(now).date;
  return {
    from: when.from !== undefined && when.from > today ? when.from : today,
    to: when.to !== undefined && when.to < horizonEnd ? when.to : horizonEnd,
    weekdays: when.weekdays ?? everyWeekday,
    earliestMinute: parseMinute(when.earliestStart ?? '00:00'),
    latestMinute: parseMinute(when.latestStart ?? '24:00'),
  };
}

function toShown(
  option: VisitOption,
  places: Places,
  near: Position | undefined,
): Omit<Shown, 'burdenMinutes'> {
  const { id, kind, place, date, minute, slot, daysUntilServed, certainty, remarks } = option;
  const { travelMinutes, waitMinutes } = option;
  const at = kind === 'kiosk' ? places.kiosks.get(place ?? '') : places.halls.get(place ?? '');
  const distance = metresTo(near, at?.position);
  return {
    id,
    kind,
    ...(place === undefined ? {} : kind === 'kiosk' ? { kiosk: place } : { hall: place }),
    ...(distance === undefined ? {} : { distanceMetres: distance }),
    ...(travelMinutes === undefined ? {} : { travelMinutes }),
    date,
    ...(minute === undefined ? {} : { start: formatMinute(minute) }),
    ...(slot === undefined ? {} : { slot }),
    daysUntilServed,
    ...(waitMinutes === undefined ? {} : { waitMinutes }),
    certainty,
    remarks: [...remarks],
  };
}

/** By when the document is ready; a kiosk hands it out at once, and online the administration says. */
function promiseOf(
  { kind, date }: VisitOption,
  { service, residence, lane }: Input,
  calendar: Calendar,
): Pick<Shown, 'promisedOn' | 'promiseProvisional'> {
  if (kind === 'kiosk' || kind === 'online-renewal') return {};
  const { promisedOn, provisional } = promisedDate(calendar, date, timeLimitOf({ service, residence, lane }));
  return { promisedOn, promiseProvisional: provisional };
}

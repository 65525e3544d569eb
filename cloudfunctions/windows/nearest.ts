import type { z } from 'zod';
import type { windows } from '../../contract/windows';
import { formatMinute, parseMinute, toHallTime } from '../../domain/calendar/hallTime';
import { addDays } from '../../domain/calendar/localDate';
import { promisedDate, timeLimitOf } from '../../domain/calendar/promisedDate';
import type { Calendar } from '../../domain/calendar/workingDays';
import { explainFirst } from '../../domain/nearest/explainFirst';
import { burdensOf, chooseShown, rankOptions } from '../../domain/nearest/rankOptions';
import { mayRenewOnline } from '../../domain/nearest/shortcuts';
import type { VisitOption } from '../../domain/nearest/visitOption';
import { type Moment, onlineOption } from '../../domain/nearest/waysToBeServed';
import { accept } from '../../domain/outcome';
import { calendarOf } from '../_database/calendar';
import { everyWeekday } from '../_database/earliestSeats';
import { distancesFrom } from '../_database/halls';
import { rankingRulesOf, rulesOf } from '../_database/rules';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import type { WindowsDependencies } from './dependencies';
import { kiosksToGo, seatsToBook, studentSeats, type Wish, walkIns } from './findOptions';
import { placesOf, shortcutsOf } from './queries/readPlaces';

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
  if (input.district !== undefined && !places.halls.has(input.district))
    return deny('INVALID_INPUT', { field: 'district' });
  const distances = await distancesFrom(database, city, input);

  const wish: Wish = {
    city,
    input,
    distances,
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
  const options = [...found.flat(), ...online];
  const burdens = burdensOf(options, rules);
  const ranked = rankOptions(options, rules);
  const shown = chooseShown(ranked, input.limit);
  const explanation = explainFirst(shown);
  return accept({
    ...(distances.tooFar ? { tooFar: true as const } : {}),
    options: shown.map((option) => ({
      ...toShown(option),
      burdenMinutes: Math.round(burdens.get(option) ?? 0),
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

function toShown(option: VisitOption): Omit<Shown, 'burdenMinutes'> {
  const { id, kind, place, date, minute, slot, daysUntilServed, certainty, remarks } = option;
  const { toldMetres: distance, waitMinutes } = option;
  // Minutes of a way are told like its length, and so is a time that hangs on them alone.
  const travelMinutes = place === undefined || distance !== undefined ? option.travelMinutes : undefined;
  const guessed = option.minuteFollowsWay === true && travelMinutes === undefined;
  return {
    id,
    kind,
    ...(place === undefined ? {} : kind === 'kiosk' ? { kiosk: place } : { hall: place }),
    ...(distance === undefined ? {} : { distanceMetres: distance }),
    ...(travelMinutes === undefined ? {} : { travelMinutes }),
    date,
    ...(minute === undefined || guessed ? {} : { start: formatMinute(minute) }),
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

import type { z } from 'zod';
import type { windows } from '../../contract/windows';
import { formatSlotId } from '../../domain/availability/slotId';
import type { LocalDate } from '../../domain/calendar/localDate';
import type { FreeTime } from '../../domain/calendar/openingHours';
import type { PlaceIndex } from '../../domain/geo/placeIndex';
import { mayUseKiosk, usesGreenChannel } from '../../domain/nearest/shortcuts';
import { minutesFor, type Way } from '../../domain/nearest/travel';
import type { VisitOption } from '../../domain/nearest/visitOption';
import {
  appointmentOption,
  kioskOption,
  type Moment,
  type Seat,
  studentOption,
  usualHallOption,
  walkInOption,
} from '../../domain/nearest/waysToBeServed';
import type { Queryable } from '../_database/database';
import { type EarliestSeat, everyWeekday, findEarliestSeats } from '../_database/earliestSeats';
import type { Distances } from '../_database/halls';
import { kioskStates } from '../_kiosks/kioskStates';
import type { WindowsDependencies } from './dependencies';
import type { HallPlace, KioskAt, Places, Shortcuts } from './queries/readPlaces';
import type { Routing } from './routing';

/** What the person wants, and all that is known before the seats and queues are asked. */
export interface Wish {
  readonly city: string;
  readonly input: z.output<typeof windows.nearest.input>;
  readonly distances: Distances;
  readonly moment: Moment;
  readonly places: Places;
  readonly shortcuts: Shortcuts;
  readonly horizonEnd: LocalDate;
  /** A slot that starts earlier can no longer be booked. */
  readonly bookableFrom: Date;
  readonly now: Date;
}

interface Reachable<Place> {
  readonly place: Place;
  readonly way: Way | undefined;
}

/** The earliest seat at each of the nearest halls, and another day at the usual hall. */
export async function seatsToBook(
  { database, routing }: WindowsDependencies,
  wish: Wish,
): Promise<VisitOption[]> {
  const { input, moment, places } = wish;
  const index = places.byService(input.lane, input.service);
  const halls = await nearestOf(index, wish, routing);
  const seats = await seatsAt(database, wish, halls, moment.free);
  const wayTo = new Map(halls.map(({ place, way }) => [place.code, way]));
  const options = seats.map((seat) => appointmentOption(seat, wayTo.get(seat.hall), moment));

  const usual = places.halls.get(input.usualHall ?? '');
  if (usual === undefined || Object.keys(input.when).length === 0) return options;
  const [reached] = await withWays([usual], wish, routing);
  const anyTime = { ...moment.free, ...ANY_HOUR, from: moment.now.date, to: wish.horizonEnd };
  const [other] = reached === undefined ? [] : await seatsAt(database, wish, [reached], anyTime);
  return other === undefined || seats.some(({ slot }) => slot === other.slot)
    ? options
    : [...options, usualHallOption(other, reached?.way, moment)];
}

const ANY_HOUR = { weekdays: everyWeekday, earliestMinute: 0, latestMinute: 1440 };

/** The earliest seat of a student session at each of the nearest halls, for those who say that they are students. */
export async function studentSeats(
  { database, routing }: WindowsDependencies,
  wish: Wish,
): Promise<VisitOption[]> {
  const { input, moment, places } = wish;
  if (input.lane !== 'appointment' || input.about.student !== true) return [];
  // Which halls have a student lane changes with every session that is opened.
  const halls = await nearestOf(places.hallIndex, wish, routing);
  const seats = await seatsAt(database, wish, halls, moment.free, 'student');
  const wayTo = new Map(halls.map(({ place, way }) => [place.code, way]));
  return seats.map((seat) => studentOption(seat, wayTo.get(seat.hall), moment));
}

/** The nearest halls that serve without a booking. */
export async function walkIns(
  { routing, waitEstimate }: WindowsDependencies,
  wish: Wish,
): Promise<VisitOption[]> {
  const { city, input, moment, places, shortcuts, now } = wish;
  // Whoever has a lane of their own has a seat there; the queue is everyone's.
  if (input.lane !== 'appointment') return [];
  const halls = await nearestOf(places.byService('walk-in', input.service), wish, routing);
  const waits = await waitEstimate({
    city,
    halls: halls.map(({ place }) => place.code),
    service: input.service,
    now,
  });
  const rule = shortcuts['green-channel'];
  const greenChannel = rule !== undefined && usesGreenChannel(rule, input.about);
  return halls.flatMap(({ place, way }) => {
    const { code, hours, mode } = place;
    const waitMinutes = waits.get(code);
    return walkInOption({ code, hours, mode, way, waitMinutes, greenChannel }, moment) ?? [];
  });
}

/** The nearest kiosks that work and can give this person what they want. */
export async function kiosksToGo(
  { database, routing }: WindowsDependencies,
  wish: Wish,
): Promise<VisitOption[]> {
  const { city, input, moment, places, shortcuts, now } = wish;
  const rule = shortcuts.kiosk;
  const wanted = input.about.endorsement;
  if (rule === undefined || wanted === undefined || !mayUseKiosk(rule, input.service, input.about)) return [];
  const near = await nearestOf(places.kioskIndex, wish, routing);
  const states = await kioskStates(
    database,
    { city, now, kiosks: near.map(({ place }) => place.code) },
    moment.rules,
  );
  const stateOf = new Map(states.map((state) => [state.kiosk, state]));
  return near.flatMap(({ place, way }) => {
    const state = stateOf.get(place.code);
    if (state === undefined || !place.endorsements.includes(wanted)) return [];
    const kiosk = {
      code: place.code,
      hours: places.halls.get(place.hall)?.hours ?? [],
      way,
      devices: state.devices,
      inService: state.inService,
      confirmed: place.confirmed,
      reportedOut: state.reportedOut?.people ?? 0,
      queue: state.queue,
    };
    return kioskOption(kiosk, moment) ?? [];
  });
}

/** As many places as the ranking looks at, the nearest first; while nobody knows where the person is, the first. */
async function nearestOf<Place extends HallPlace | KioskAt>(
  index: PlaceIndex<Place>,
  wish: Wish,
  routing: Routing,
): Promise<Reachable<Place>[]> {
  const count = wish.moment.rules.placesPerKind;
  const { origin } = wish.distances;
  const places =
    origin === undefined
      ? index.places.slice(0, count)
      : index.nearest(origin, count).map(({ place }) => place);
  return withWays(places, wish, routing);
}

async function withWays<Place extends HallPlace | KioskAt>(
  places: readonly Place[],
  { distances, moment: { rules } }: Wish,
  routing: Routing,
): Promise<Reachable<Place>[]> {
  const { origin } = distances;
  if (origin === undefined) return places.map((place) => ({ place, way: undefined }));
  const ways = await routing(
    origin,
    places.map(({ position }) => position),
    rules,
  );
  return places.map((place, order) => {
    const way = ways[order];
    const hall = hallOf(place);
    const { errorMetres = 0, sameDistrict } = distances.reach(hall) ?? {};
    return {
      place,
      way: way && {
        ...way,
        errorMinutes: minutesFor(errorMetres, rules),
        sameDistrict,
        toldMetres: distances.told(hall).distanceMetres,
      },
    };
  });
}

function hallOf(place: HallPlace | KioskAt): string {
  return 'hall' in place ? place.hall : place.code;
}

/** The first seat at each hall that the person can still reach. */
async function seatsAt(
  database: Queryable,
  wish: Wish,
  halls: readonly Reachable<HallPlace>[],
  free: FreeTime,
  lane = wish.input.lane,
): Promise<Seat[]> {
  const { city, input, bookableFrom, now } = wish;
  const seats = await findEarliestSeats(database, {
    ...free,
    city,
    lane,
    services: [input.service],
    partySize: input.partySize,
    now,
    halls: halls.map(({ place, way }) => {
      const latest = (way?.minutes ?? 0) + (way?.errorMinutes ?? 0);
      const arrival = new Date(now.getTime() + latest * 60_000);
      return { hall: place.code, startsFrom: arrival > bookableFrom ? arrival : bookableFrom };
    }),
  });
  return seats.map((seat) => toSeat(seat, lane));
}

function toSeat({ hall, date, start_minute }: EarliestSeat, lane: Wish['input']['lane']): Seat {
  return {
    hall,
    date,
    minute: start_minute,
    slot: formatSlotId({ hall, lane, date, startMinute: start_minute }),
  };
}

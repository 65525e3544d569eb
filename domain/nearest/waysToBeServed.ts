import { announcedKindOf } from '../availability/sessionKind';
import { fromHallTime, type HallTime, type MinuteOfDay, toHallTime } from '../calendar/hallTime';
import { daysBetween, type LocalDate } from '../calendar/localDate';
import { type FreeTime, firstOpenDoor, type OpeningPeriod } from '../calendar/openingHours';
import type { Calendar } from '../calendar/workingDays';
import type { RankingRules } from './rankingRules';
import type { Way } from './travel';
import type { OptionRemark, VisitOption } from './visitOption';

/** The person's moment: now, when they are free, and by which rules options are weighed. */
export interface Moment {
  readonly now: HallTime;
  readonly calendar: Calendar;
  readonly free: FreeTime;
  readonly rules: RankingRules;
}

interface Destination {
  readonly code: string;
  /** Undefined while nobody knows where the person is. */
  readonly way: Way | undefined;
  readonly hours: readonly OpeningPeriod[];
}

export interface Seat {
  readonly hall: string;
  readonly slot: string;
  readonly date: LocalDate;
  readonly minute: MinuteOfDay;
}

/** A free seat: kept for the person as soon as they book it. */
export function appointmentOption(seat: Seat, way: Way | undefined, moment: Moment): VisitOption {
  return {
    ...visit('appointment', seat.hall, seat, way, moment),
    slot: seat.slot,
    waitMinutes: moment.rules.appointmentWaitMinutes,
    certainty: 'sure',
    remarks: announcedKindOf(moment.calendar, 'appointment', seat.date) === 'overtime' ? ['overtime'] : [],
  };
}

/** A free seat of a student session, for those who say that they are students. */
export function studentOption(seat: Seat, way: Way | undefined, moment: Moment): VisitOption {
  const option = appointmentOption(seat, way, moment);
  return {
    ...option,
    id: idOf('student-session', seat.hall),
    kind: 'student-session',
    remarks: ['students-only'],
  };
}

/** A seat at the hall where the person usually goes, on a day on which they would rather not. */
export function usualHallOption(seat: Seat, way: Way | undefined, moment: Moment): VisitOption {
  const option = appointmentOption(seat, way, moment);
  return { ...option, id: idOf('usual-hall', seat.hall), kind: 'usual-hall', remarks: ['outside-your-days'] };
}

export interface WalkInHall extends Destination {
  readonly mode: 'dual-track' | 'serve-on-arrival';
  /** As the queue tells it; undefined when nobody knows. Minutes. */
  readonly waitMinutes: number | undefined;
  /** The person belongs to those who need no booking anywhere. */
  readonly greenChannel: boolean;
}

/**
 * A hall without a booking: one that serves on arrival, or a ticket taken there. A ticket of a hall on two tracks is
 * unsure while nobody knows the queue (its tickets have run out before), but for those with the green channel.
 */
export function walkInOption(hall: WalkInHall, moment: Moment): VisitOption | null {
  const door = doorOf(hall, moment);
  if (door === null) return null;
  const onArrival = hall.mode === 'serve-on-arrival';
  const kind = onArrival ? 'serve-on-arrival' : 'on-site-ticket';
  // What the queue is like now says nothing of another day.
  const waitMinutes = door.date === moment.now.date ? hall.waitMinutes : undefined;
  const counted = onArrival || hall.greenChannel || waitMinutes !== undefined;
  const remarks: OptionRemark[] = ['no-booking'];
  return {
    ...visit(kind, hall.code, door, hall.way, moment),
    ...followingWay(door, hall.way, moment),
    waitMinutes,
    certainty: counted ? 'likely' : 'unsure',
    remarks: hall.greenChannel ? [...remarks, 'green-channel'] : remarks,
  };
}

export interface KioskPlace extends Destination {
  /** How many machines; undefined when nobody has said. */
  readonly devices: number | undefined;
  readonly inService: boolean;
  /** True when an official source or the staff says that it stands there. */
  readonly confirmed: boolean;
  /** People who lately found it out of service, while staff have not said anything since. */
  readonly reportedOut: number;
  /** How many people wait, and when that was said. */
  readonly queue: { readonly people: number; readonly reportedAt: Date } | null;
}

/** A kiosk that works, while the place around it is open; null for one that does not. */
export function kioskOption(kiosk: KioskPlace, moment: Moment): VisitOption | null {
  const door = kiosk.inService ? doorOf(kiosk, moment) : null;
  if (door === null) return null;
  const waitMinutes = door.date === moment.now.date ? kioskWaitMinutes(kiosk, moment) : undefined;
  return {
    ...visit('kiosk', kiosk.code, door, kiosk.way, moment),
    ...followingWay(door, kiosk.way, moment),
    waitMinutes,
    inHand: true,
    certainty: kiosk.confirmed && kiosk.reportedOut < moment.rules.kioskOutPeople ? 'likely' : 'unsure',
    remarks: [
      'no-booking',
      ...(kiosk.confirmed ? [] : ['place-unconfirmed' as const]),
      ...(kiosk.reportedOut > 0 ? ['reported-out' as const] : []),
    ],
  };
}

/** People in front of each device, by a report that is still believed; undefined when nobody knows. */
export function kioskWaitMinutes(
  { devices, queue }: Pick<KioskPlace, 'devices' | 'queue'>,
  { now, rules }: Pick<Moment, 'now' | 'rules'>,
): number | undefined {
  if (queue === null || devices === undefined) return undefined;
  const age = fromHallTime(now.date, now.minute).getTime() - queue.reportedAt.getTime();
  if (age > rules.kioskReportMinutes * 60_000) return undefined;
  return Math.ceil((queue.people / devices) * rules.kioskMinutesPerPerson);
}

/** The renewal that needs no visit. The immigration administration has the last word, so it is likely, not sure. */
export function onlineOption({ now }: Moment): VisitOption {
  return {
    id: 'online-renewal',
    kind: 'online-renewal',
    date: now.date,
    travelMinutes: 0,
    daysUntilServed: 0,
    waitMinutes: 0,
    certainty: 'likely',
    remarks: ['no-visit', 'no-booking'],
  };
}

/** When the person can step in without an appointment. */
function doorOf(place: Destination, moment: Moment): HallTime | null {
  const { calendar, free } = moment;
  const { lastEntryMinutes } = moment.rules;
  const arrival = arrivalBy(place.way, moment);
  return firstOpenDoor({ calendar, periods: place.hours, arrival, lastEntryMinutes, free });
}

function arrivalBy(way: Way | undefined, { now }: Pick<Moment, 'now'>): HallTime {
  return toHallTime(new Date(fromHallTime(now.date, now.minute).getTime() + (way?.minutes ?? 0) * 60_000));
}

/** The door is open on arrival, so nothing but the way says when one is there. */
function followingWay(
  door: HallTime,
  way: Way | undefined,
  moment: Moment,
): Pick<VisitOption, 'minuteFollowsWay' | 'laterTodayMinutes'> {
  const arrival = arrivalBy(way, moment);
  if (door.date !== arrival.date || door.minute !== arrival.minute) return {};
  const exact = (way?.errorMinutes ?? 0) === 0 || way?.toldMetres !== undefined;
  return { minuteFollowsWay: true, ...(exact ? {} : { laterTodayMinutes: 0 }) };
}

type Visit = Pick<
  VisitOption,
  | 'id'
  | 'kind'
  | 'place'
  | 'toldMetres'
  | 'date'
  | 'minute'
  | 'travelMinutes'
  | 'travelErrorMinutes'
  | 'sameDistrict'
  | 'daysUntilServed'
  | 'laterTodayMinutes'
>;

function visit(
  kind: VisitOption['kind'],
  place: string,
  { date, minute }: HallTime,
  way: Way | undefined,
  moment: Moment,
): Visit {
  const { now } = moment;
  return {
    id: idOf(kind, place),
    kind,
    place,
    ...(way?.toldMetres === undefined ? {} : { toldMetres: way.toldMetres }),
    date,
    minute,
    travelMinutes: way?.minutes,
    travelErrorMinutes: way?.errorMinutes,
    sameDistrict: way?.sameDistrict,
    daysUntilServed: daysBetween(now.date, date),
    laterTodayMinutes: date === now.date ? minute - now.minute : undefined,
  };
}

function idOf(kind: VisitOption['kind'], place: string): string {
  return `${kind}.${place}`;
}

import { hangzhou } from '../../data/hangzhou/city';
import { availableActions, cancellingIsLate } from '../reservation/availableActions';
import { decideCancellation, decideReschedule } from '../reservation/decideChange';
import { liveStatuses, mayMove, reservationStatuses } from '../reservation/reservationStatus';
import type { BookingRules } from './bookingRules';
import { decideParty } from './decideParty';
import { decideSeat, openSeats, type SeatFacts } from './decideSeat';
import { decideStudents } from './decideStudents';

const rules = Object.fromEntries(
  hangzhou.rules.rules.map(({ name, value }) => [name, value]),
) as unknown as BookingRules;

const adult = { identity: 'a', birthDate: '1980-01-01' };
const child = { identity: 'b', birthDate: '2015-01-01' };
const visitDate = '2026-11-24';

describe('who may come together', () => {
  it.each([
    ['an adult', [adult], undefined, 'OK'],
    ['an adult with a child', [adult, child], undefined, 'OK'],
    ['a child alone', [child], undefined, 'GUARDIAN_REQUIRED'],
    ['a child with a guardian who does not apply', [child], adult, 'OK'],
    [
      'a child with a guardian of seventeen',
      [child],
      { identity: 'c', birthDate: '2009-06-01' },
      'GUARDIAN_REQUIRED',
    ],
    ['someone of sixteen alone', [{ identity: 'd', birthDate: '2010-11-24' }], undefined, 'OK'],
    [
      'someone who turns sixteen the day after',
      [{ identity: 'd', birthDate: '2010-11-25' }],
      undefined,
      'GUARDIAN_REQUIRED',
    ],
    ['one person twice', [adult, adult], undefined, 'PERSON_TWICE_IN_PARTY'],
    [
      'six people',
      'abcdef'.split('').map((identity) => ({ ...adult, identity })),
      undefined,
      'PARTY_TOO_LARGE',
    ],
  ])('%s: %s', (_case, members, guardian, expected) => {
    const decision = decideParty({ members, guardian, visitDate }, rules);

    expect(decision.ok ? 'OK' : decision.code).toBe(expected);
  });
});

describe('who may take a seat', () => {
  const startsAt = new Date('2026-11-24T09:00:00+08:00');
  const slot = {
    lane: 'appointment' as const,
    startsAt,
    releasedAt: new Date('2026-11-10T08:00:00+08:00'),
    services: ['passport'] as const,
    capacity: 10,
    booked: 8,
    heldBack: 1,
  };
  const facts: SeatFacts = {
    now: new Date('2026-11-23T09:00:00+08:00'),
    services: ['passport'],
    seats: 1,
    alreadyBooked: false,
    asStudents: false,
    slot,
  };

  it.each<[string, Partial<SeatFacts>, string]>([
    ['a free seat', {}, 'OK'],
    ['a slot that is not there', { slot: null }, 'SLOT_CLOSED'],
    ['a slot before its release', { now: new Date('2026-11-10T07:59:59+08:00') }, 'SLOT_NOT_RELEASED'],
    ['the last minute to book', { now: new Date('2026-11-24T08:00:00+08:00') }, 'OK'],
    ['a minute too late', { now: new Date('2026-11-24T08:01:00+08:00') }, 'TOO_LATE_TO_BOOK'],
    ['another service', { services: ['tw-permit'] }, 'SERVICE_NOT_OFFERED'],
    [
      'a student session, by nobody who is a student',
      { slot: { ...slot, lane: 'student' } },
      'STUDENTS_ONLY',
    ],
    ['a student session, by students', { slot: { ...slot, lane: 'student' }, asStudents: true }, 'OK'],
    ['someone booked already', { alreadyBooked: true }, 'ALREADY_BOOKED'],
    ['more seats than are left', { seats: 2 }, 'SLOT_FULL'],
  ])('%s', (_case, changes, expected) => {
    const decision = decideSeat({ ...facts, ...changes }, rules);

    expect(decision.ok ? 'OK' : decision.code).toBe(expected);
  });

  it('never counts fewer than no open seats', () => {
    expect(openSeats({ capacity: 5, booked: 5, heldBack: 1 })).toBe(0);
  });
});

describe('who may use a student session', () => {
  it.each([
    ['a student of twenty', ['2006-05-01'], true, 'OK'],
    ['nobody who has not said so', ['2006-05-01'], false, 'STUDENTS_ONLY'],
    ['someone who turns six on the day', ['2020-11-24'], true, 'OK'],
    ['nobody who turns six the day after', ['2020-11-25'], true, 'STUDENT_AGE'],
    ['someone on the last day before they turn 29', ['1997-11-25'], true, 'OK'],
    ['nobody who turns 29 on the day', ['1997-11-24'], true, 'STUDENT_AGE'],
    ['a party only when all of them are of the age', ['2006-05-01', '1980-01-01'], true, 'STUDENT_AGE'],
  ])('%s', (_who, birthDates, declared, expected) => {
    const decision = decideStudents({ birthDates, declared, visitDate }, rules);

    expect(decision.ok ? 'OK' : decision.code).toBe(expected);
  });
});

describe('what may be done with a reservation', () => {
  const startsAt = new Date('2026-11-24T09:00:00+08:00');
  const at = (now: string, status: (typeof reservationStatuses)[number] = 'booked') => ({
    status,
    startsAt,
    now: new Date(now),
  });

  it('allows change until an hour before, to the second', () => {
    expect(availableActions(at('2026-11-24T07:59:59+08:00'), rules)).toEqual([
      'show-code',
      'reschedule',
      'cancel',
    ]);
    expect(availableActions(at('2026-11-24T08:00:00+08:00'), rules)).toEqual(['show-code']);
    expect(decideCancellation(at('2026-11-24T08:00:00+08:00'), rules)).toMatchObject({
      code: 'TOO_LATE_TO_CANCEL',
    });
    expect(decideReschedule(at('2026-11-24T08:00:00+08:00'), rules)).toMatchObject({
      code: 'TOO_LATE_TO_CHANGE',
    });
  });

  it('calls a cancellation late from midnight on', () => {
    expect(cancellingIsLate(at('2026-11-23T23:59:59+08:00'), rules)).toBe(false);
    expect(cancellingIsLate(at('2026-11-24T00:00:00+08:00'), rules)).toBe(true);
  });

  it('allows nothing once it is over', () => {
    for (const status of reservationStatuses.filter((each) => !liveStatuses.includes(each))) {
      expect(availableActions(at('2026-11-23T09:00:00+08:00', status), rules)).toEqual([]);
      // Who is served later that day had come after all; nothing else leads out of an end.
      const next = reservationStatuses.filter((each) => mayMove(status, each));
      expect(next).toEqual(status === 'missed' ? ['completed'] : []);
    }
  });
});

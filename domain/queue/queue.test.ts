import fc from 'fast-check';
import { checkInStanding } from './checkInStanding';
import { decideTicket } from './closing';
import { type ForecastTicket, forecastCalls, type HallNow } from './forecast';
import { greenReasonOf } from './greenChannel';
import { decideMissedCall } from './missedCall';
import { paceOf } from './pace';
import { decidePresence } from './presence';
import { formatTicketNumber } from './ticketNumber';
import { afterMove, liveTicketStatuses, type TicketMove, ticketMoves, ticketStatuses } from './ticketStatus';
import { waitRange } from './waitRange';

const MINUTE = 60_000;

describe('checking in', () => {
  const rules = { checkInMinutesBefore: 30, onTimeMinutesAfter: 15, lateMinutesAfter: 60 };
  const startsAt = new Date('2026-11-24T09:00:00+08:00');

  it.each([
    ['08:29:59', 'too-early'],
    ['08:30:00', 'on-time'],
    ['09:15:00', 'on-time'],
    ['09:15:01', 'late'],
    ['10:00:00', 'late'],
    ['10:00:01', 'missed'],
  ])('at %s for nine o’clock is %s', (time, standing) => {
    expect(checkInStanding(startsAt, new Date(`2026-11-24T${time}+08:00`), rules)).toBe(standing);
  });
});

describe('states of a ticket', () => {
  it('are all reached from waiting, and nothing leads out of the end', () => {
    const reached = new Set(['waiting']);
    for (let round = 0; round < 5; round += 1) {
      for (const status of ticketStatuses.filter((each) => reached.has(each))) {
        for (const next of Object.values(ticketMoves[status])) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual([...ticketStatuses].sort());
    for (const status of ticketStatuses) {
      expect(Object.keys(ticketMoves[status]).length > 0).toBe(liveTicketStatuses.includes(status));
    }
  });

  it.each<[Parameters<typeof afterMove>[0], TicketMove, ReturnType<typeof afterMove>]>([
    ['waiting', 'call', 'called'],
    ['waiting', 'start', null],
    ['called', 'start', 'serving'],
    ['called', 'call', null],
    ['serving', 'complete', 'served'],
    ['serving', 'miss', null],
    ['served', 'complete', null],
  ])('%s may %s: %s', (status, move, next) => {
    expect(afterMove(status, move)).toBe(next);
  });
});

describe('a call that nobody answers', () => {
  const rules = { recallsPerCall: 1, missedCallsMax: 2 };

  it('is repeated once, then the ticket goes to the back, and the second time it ends', () => {
    expect(decideMissedCall({ recalls: 0, misses: 0 }, rules)).toMatchObject({ code: 'RECALL_FIRST' });
    expect(decideMissedCall({ recalls: 1, misses: 0 }, rules)).toMatchObject({ value: 'defer' });
    expect(decideMissedCall({ recalls: 1, misses: 1 }, rules)).toMatchObject({ value: 'miss' });
  });
});

describe('green channel', () => {
  const rules = { greenFromAge: 60 };

  it('is open from the sixtieth birthday on, whatever was declared', () => {
    expect(greenReasonOf(['1966-11-24'], undefined, '2026-11-24', rules)).toBe('elder');
    expect(greenReasonOf(['1966-11-25'], undefined, '2026-11-24', rules)).toBeNull();
    expect(greenReasonOf(['1990-01-01', '1950-01-01'], 'infant', '2026-11-24', rules)).toBe('elder');
  });

  it('is open to those who declare a reason, except an age that the document denies', () => {
    expect(greenReasonOf(['1990-01-01'], 'pregnant', '2026-11-24', rules)).toBe('pregnant');
    expect(greenReasonOf(['1990-01-01'], 'elder', '2026-11-24', rules)).toBeNull();
  });
});

describe('taking a ticket from a phone', () => {
  const rules = { ticketWithinMetres: 3_000, arriveWithinMinutes: 30 };

  it('is for those at the hall, near it, or there soon', () => {
    expect(decidePresence({ kind: 'at-hall' }, rules)).toMatchObject({ value: 0 });
    expect(decidePresence({ kind: 'near', distanceMetres: 3_000 }, rules)).toMatchObject({ value: 15 });
    expect(decidePresence({ kind: 'near', distanceMetres: 3_001 }, rules)).toMatchObject({
      code: 'TOO_FAR_FOR_TICKET',
    });
    expect(decidePresence({ kind: 'arriving', inMinutes: 30 }, rules)).toMatchObject({ value: 30 });
    expect(decidePresence({ kind: 'arriving', inMinutes: 31 }, rules)).toMatchObject({
      code: 'TOO_FAR_FOR_TICKET',
    });
  });
});

describe('closing time', () => {
  const rules = { lastTicketMinutesBefore: 30, overtimeMinutes: 30, ticketsPerDayMax: 600 };
  const wish = { now: 0, closesAt: 100 * MINUTE, calledAt: 10 * MINUTE, ticketsToday: 0 };

  it('is kept honestly: no ticket that cannot be served today', () => {
    expect(decideTicket(wish, rules).ok).toBe(true);
    expect(decideTicket({ ...wish, now: 70 * MINUTE }, rules).ok).toBe(true);
    expect(decideTicket({ ...wish, now: 70 * MINUTE + 1 }, rules)).toMatchObject({ code: 'NO_TICKETS_LEFT' });
    expect(decideTicket({ ...wish, calledAt: 130 * MINUTE }, rules).ok).toBe(true);
    expect(decideTicket({ ...wish, calledAt: 130 * MINUTE + 1 }, rules)).toMatchObject({
      code: 'NO_TICKETS_LEFT',
    });
    expect(decideTicket({ ...wish, ticketsToday: 600 }, rules)).toMatchObject({ code: 'NO_TICKETS_LEFT' });
    expect(decideTicket({ ...wish, closesAt: null }, rules)).toMatchObject({ code: 'HALL_CLOSED' });
  });
});

describe('expected calls', () => {
  const rules = { bookedPerWalkIn: 2, greenOneInCalls: 4, passedOverMax: 50 };
  const walkIn = (number: number, changes: Partial<ForecastTicket> = {}): ForecastTicket => ({
    id: `w${number}`,
    number,
    booked: false,
    green: false,
    joinedAt: number,
    startsAt: null,
    readyAt: 0,
    passedOver: 0,
    minutes: 6,
    ...changes,
  });
  const hall = (changes: Partial<HallNow>): HallNow => ({
    now: 0,
    waiting: [],
    expected: [],
    recent: [],
    windowsFreeAt: [0],
    openings: [{ from: 0, to: 1_000 * MINUTE }],
    ...changes,
  });
  const minutesOf = (calls: Map<string, number>, id: string) => (calls.get(id) ?? Number.NaN) / MINUTE;

  it('follow each other at one window and share two', () => {
    const waiting = [walkIn(1), walkIn(2), walkIn(3)];

    expect([...forecastCalls(hall({ waiting }), rules).values()].map((at) => at / MINUTE)).toEqual([
      0, 6, 12,
    ]);
    expect(minutesOf(forecastCalls(hall({ waiting, windowsFreeAt: [0, 3 * MINUTE] }), rules), 'w3')).toBe(6);
  });

  it('count the booked who are still to come', () => {
    const booked = (number: number) => walkIn(number, { booked: true, startsAt: 0, readyAt: MINUTE });
    const calls = forecastCalls(
      hall({ waiting: [walkIn(1), walkIn(2)], expected: [booked(8), booked(9)] }),
      rules,
    );

    expect(minutesOf(calls, 'w2')).toBe(18);
  });

  it('stop for the midday break', () => {
    const openings = [
      { from: 0, to: 10 * MINUTE },
      { from: 100 * MINUTE, to: 200 * MINUTE },
    ];
    const calls = forecastCalls(hall({ waiting: [walkIn(1), walkIn(2), walkIn(3)], openings }), rules);

    expect(minutesOf(calls, 'w3')).toBe(100);
  });

  it('are unknown while no window is open', () => {
    expect(forecastCalls(hall({ waiting: [walkIn(1)], windowsFreeAt: [] }), rules).size).toBe(0);
  });
});

describe('the wait that a person is told', () => {
  it('is a range of at least a minute and never nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 400, noNaN: true }), (minutes) => {
        const { from, to } = waitRange(minutes);
        expect(from).toBeGreaterThanOrEqual(1);
        expect(to).toBeGreaterThan(from);
        expect(from).toBeLessThanOrEqual(Math.max(1, minutes));
        expect(to).toBeGreaterThanOrEqual(minutes);
      }),
    );
  });
});

describe('the pace of the day', () => {
  it('is as expected in the morning, learns from what was served, and stays believable', () => {
    expect(paceOf({ minutesTaken: 0, minutesExpected: 0 })).toBe(1);
    expect(paceOf({ minutesTaken: 540, minutesExpected: 240 })).toBe(2);
    expect(paceOf({ minutesTaken: 100_000, minutesExpected: 10 })).toBe(2.5);
    expect(paceOf({ minutesTaken: 1, minutesExpected: 100_000 })).toBe(0.5);
  });
});

describe('numbers', () => {
  it('tell the lane by a letter', () => {
    expect(formatTicketNumber('appointment', 7)).toBe('A007');
    expect(formatTicketNumber('walk-in', 1204)).toBe('B1204');
  });
});

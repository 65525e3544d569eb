import fc from 'fast-check';
import {
  type CallRules,
  callOrder,
  leave,
  type NextCall,
  nextCall,
  type PastCall,
  passedOverBy,
  type QueueTicket,
  rememberCall,
} from './callOrder';

const rules: CallRules = { bookedPerWalkIn: 2, greenOneInCalls: 4, passedOverMax: 12 };

let serial = 0;
function aTicket(changes: Partial<QueueTicket> = {}): QueueTicket {
  serial += 1;
  return {
    id: `ticket-${serial}`,
    number: serial,
    booked: false,
    green: false,
    joinedAt: serial,
    startsAt: null,
    readyAt: 0,
    passedOver: 0,
    ...changes,
  };
}

const aBooked = (startsAt: number, changes: Partial<QueueTicket> = {}) =>
  aTicket({ booked: true, startsAt, ...changes });

/** The reasons of the first calls, as letters: b booked, w walk-in, g green, f fairness, s sent. */
const letters = (calls: readonly NextCall[]) => calls.map(({ reason }) => reason[0]).join('');

describe('whom a window calls next', () => {
  it('is nobody when nobody is there', () => {
    expect(nextCall([], [], rules, 0)).toBeNull();
    expect(nextCall([aTicket({ readyAt: 10 })], [], rules, 9)).toBeNull();
  });

  it('takes two appointments and then one walk-in while both wait', () => {
    const waiting = [
      ...Array.from({ length: 3 }, () => aTicket()),
      ...Array.from({ length: 6 }, () => aBooked(1)),
    ];

    expect(letters(callOrder(waiting, [], rules))).toBe('bbwbbwbbw');
  });

  it('keeps the turn across windows and over the time of calls', () => {
    const lastTwo: PastCall[] = Array.from({ length: 2 }, () => ({ reason: 'booked-turn', booked: true }));

    expect(nextCall([aBooked(1), aTicket()], lastTwo, rules, 99)?.reason).toBe('walk-in-turn');
    expect(nextCall([aBooked(1)], lastTwo, rules, 99)?.reason).toBe('booked-turn');
  });

  it('calls appointments by their start, not by who came first', () => {
    const late = aBooked(930, { joinedAt: 1 });
    const early = aBooked(900, { joinedAt: 2 });

    expect(callOrder([late, early], [], rules).map(({ ticket }) => ticket.id)).toEqual([early.id, late.id]);
  });

  it('sends the green channel first, but not more than one call in four while others wait', () => {
    const waiting = [
      ...Array.from({ length: 4 }, () => aTicket({ green: true, joinedAt: 1_000 })),
      ...Array.from({ length: 6 }, () => aBooked(1)),
      ...Array.from({ length: 3 }, () => aTicket()),
    ];

    expect(letters(callOrder(waiting, [], rules).slice(0, 9))).toBe('gbbwgbbwg');
  });

  it('serves someone sent on to this window before all others', () => {
    const sent = aTicket({ sentHere: true, joinedAt: 5_000 });
    const bound = aTicket({ passedOver: 12 });

    const call = nextCall([bound, sent], [], rules, 9_999);

    expect(call).toEqual({ ticket: sent, reason: 'sent-here' });
    expect(passedOverBy(call!, [bound, sent], 9_999)).toEqual([]);
  });

  it('calls whoever was passed over as often as anyone may be, before everything else', () => {
    const walkIn = aTicket({ passedOver: 12 });

    expect(nextCall([aTicket({ green: true }), aBooked(1), walkIn], [], rules, 9_999)).toEqual({
      ticket: walkIn,
      reason: 'fairness-bound',
    });
  });

  it('does not call someone who is still on the way, and does not count them as passed over', () => {
    const onTheWay = aTicket({ readyAt: 100, joinedAt: 1 });
    const here = aTicket({ joinedAt: 2 });

    const call = nextCall([onTheWay, here], [], rules, 50);

    expect(call?.ticket).toBe(here);
    expect(passedOverBy(call!, [onTheWay, here], 50)).toEqual([]);
  });
});

/** A day as random arrivals and calls: what everyone who plays by the rules can count on. */
const arrivals = fc.array(
  fc.record({
    booked: fc.boolean(),
    green: fc.boolean(),
    startsAt: fc.integer({ min: 0, max: 20 }),
    onTheWayFor: fc.integer({ min: 0, max: 5 }),
    callsBefore: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 80 },
);
const anyRules = fc.record({
  bookedPerWalkIn: fc.integer({ min: 1, max: 4 }),
  greenOneInCalls: fc.integer({ min: 2, max: 5 }),
  passedOverMax: fc.integer({ min: 1, max: 20 }),
});

function playDay(people: typeof arrivals extends fc.Arbitrary<infer T> ? T : never, dayRules: CallRules) {
  let waiting: QueueTicket[] = [];
  let recent: PastCall[] = [];
  const calls: { call: NextCall; waiting: QueueTicket[]; time: number }[] = [];
  let time = 0;
  const callOnce = () => {
    const call = nextCall(waiting, recent, dayRules, time);
    if (call === null) return false;
    calls.push({ call, waiting, time });
    waiting = leave(waiting, call, time);
    recent = rememberCall(recent, call, dayRules);
    return true;
  };
  people.forEach(({ booked, green, startsAt, onTheWayFor, callsBefore }, index) => {
    time += 1;
    waiting = [
      ...waiting,
      {
        id: String(index),
        number: index,
        booked,
        green,
        joinedAt: time,
        startsAt: booked ? startsAt : null,
        readyAt: time + onTheWayFor,
        passedOver: 0,
      },
    ];
    for (let call = 0; call < callsBefore; call += 1) callOnce();
  });
  time += 10;
  while (callOnce());
  return { calls, left: waiting };
}

describe('over any day', () => {
  it('calls everyone exactly once', () => {
    fc.assert(
      fc.property(arrivals, anyRules, (people, dayRules) => {
        const { calls, left } = playDay(people, dayRules);
        expect(left).toEqual([]);
        expect(new Set(calls.map(({ call }) => call.ticket.id)).size).toBe(people.length);
      }),
    );
  });

  it('passes nobody over more often than the bound', () => {
    fc.assert(
      fc.property(arrivals, anyRules, (people, dayRules) => {
        const passed = new Map<string, number>();
        for (const { call, waiting, time } of playDay(people, dayRules).calls) {
          for (const { id } of passedOverBy(call, waiting, time)) passed.set(id, (passed.get(id) ?? 0) + 1);
        }
        expect(Math.max(0, ...passed.values())).toBeLessThanOrEqual(dayRules.passedOverMax);
      }),
    );
  });

  it('keeps the ratio in every stretch of turns while both wait and the bound is out of reach', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        (bookedPerWalkIn, bookedCount, walkInCount) => {
          const dayRules = { bookedPerWalkIn, greenOneInCalls: 4, passedOverMax: 1_000 };
          const waiting = [
            ...Array.from({ length: walkInCount }, () => aTicket()),
            ...Array.from({ length: bookedCount }, () => aBooked(1)),
          ];
          const order = letters(callOrder(waiting, [], dayRules));
          const rounds = Math.min(Math.floor(bookedCount / bookedPerWalkIn), walkInCount);
          const round = `${'b'.repeat(bookedPerWalkIn)}w`;
          expect(order.slice(0, rounds * round.length)).toBe(round.repeat(rounds));
        },
      ),
    );
  });

  it('gives the same order however the list is shuffled', () => {
    fc.assert(
      fc.property(
        arrivals.chain((people) =>
          fc.tuple(
            fc.constant(people),
            fc.shuffledSubarray(
              people.map((_, index) => index),
              { minLength: people.length },
            ),
          ),
        ),
        ([people, shuffle]) => {
          const waiting = people.map(({ booked, green, startsAt }, number) =>
            aTicket({
              id: String(number),
              number,
              booked,
              green,
              joinedAt: startsAt,
              startsAt: booked ? startsAt : null,
            }),
          );
          const ids = (list: readonly QueueTicket[]) =>
            callOrder(list, [], rules).map(({ ticket }) => ticket.id);
          expect(ids(shuffle.map((index) => waiting[index]!))).toEqual(ids(waiting));
        },
      ),
    );
  });

  it('never calls a walk-in before one of the same kind who joined earlier', () => {
    fc.assert(
      fc.property(arrivals, anyRules, (people, dayRules) => {
        const plain = people.map((person) => ({ ...person, booked: false, green: false, onTheWayFor: 0 }));
        const order = playDay(plain, dayRules).calls.map(({ call }) => Number(call.ticket.id));
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});

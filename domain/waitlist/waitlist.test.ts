import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { hangzhou } from '../../data/hangzhou/city';
import type { BookingRules } from '../booking/bookingRules';
import { decideAnswer, decideJoin, type JoinFacts, statusNow, waitlistActionsOf } from './decideEntry';
import { byPlace, type FreedSlot, matchSlot, type WaitingEntry, type WaitlistWish } from './matchSlot';
import { listClosesAt, offerDeadline } from './waitlistRules';
import { isLive, mayMoveOnWaitlist, waitlistMoves, waitlistStatuses } from './waitlistStatus';

const rules = Object.fromEntries(
  hangzhou.rules.rules.map(({ name, value }) => [name, value]),
) as unknown as BookingRules;

const at = (text: string) => new Date(`2026-11-${text}:00+08:00`);

describe('the states of a place', () => {
  const page = readFileSync(path.resolve(__dirname, '../../docs/waitlist.md'), 'utf8');
  const migration = readFileSync(
    path.resolve(__dirname, '../../cloudfunctions/_database/migrations/0015_create_waitlist.sql'),
    'utf8',
  );

  it('are the table of docs/waitlist.md', () => {
    const states = page.slice(page.indexOf('## The states'), page.indexOf('## Who is next'));
    const rows = [...states.matchAll(/^\| ([a-z]+[a-z-]*) \|([a-z, -]*)\|$/gm)].slice(1);
    const moves = rows.map(([, from = '', to = '']) => [
      from,
      to
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    ]);
    expect(Object.fromEntries(moves)).toEqual(waitlistMoves);
  });

  it('are the words that the database allows', () => {
    const [, words = ''] = /status in \(([^)]*)\)\)/.exec(migration) ?? [];
    expect(words.split(', ').map((word) => word.replace(/'/g, ''))).toEqual([...waitlistStatuses]);
  });

  it('let nobody leave an end', () => {
    for (const status of waitlistStatuses.filter((each) => !isLive(each))) {
      expect(waitlistStatuses.filter((next) => mayMoveOnWaitlist(status, next))).toEqual([]);
      expect(waitlistActionsOf({ status, now: at('23T09:00'), offerExpiresAt: null })).toEqual([]);
    }
  });
});

describe('until when an offer is held', () => {
  it.each([
    ['by day', '23T09:00', '2026-11-26', '23T09:30'],
    ['for the last time today', '23T21:30', '2026-11-26', '23T22:00'],
    ['in the evening', '23T21:31', '2026-11-26', '24T08:30'],
    ['at night', '23T23:30', '2026-11-26', '24T08:30'],
    ['after midnight', '24T02:00', '2026-11-26', '24T08:30'],
    ['at the hour when time begins to run', '24T08:00', '2026-11-26', '24T08:30'],
    ['in the evening, of tomorrow', '23T21:45', '2026-11-24', '23T22:00'],
    ['too late to ask, of tomorrow', '23T22:00', '2026-11-24', null],
    ['by day, of tomorrow', '23T12:00', '2026-11-24', '23T12:30'],
  ])('%s: from %s for a seat of %s until %s', (_case, now, date, expected) => {
    expect(offerDeadline({ now: at(now), date }, rules)).toEqual(expected === null ? null : at(expected));
  });

  it('is never in the night, never past, and never after the list has closed', () => {
    const cases = fc.record({
      minutes: fc.integer({ min: 0, max: 6 * 1440 }),
      day: fc.integer({ min: 24, max: 30 }),
    });
    fc.assert(
      fc.property(cases, ({ minutes, day }) => {
        const now = new Date(at('23T00:00').getTime() + minutes * 60_000);
        const date = `2026-11-${day}`;
        const closes = listClosesAt(date, rules);
        fc.pre(now < closes);
        const until = offerDeadline({ now, date }, rules);
        if (until === null) {
          expect(closes.getTime() - now.getTime()).toBeLessThanOrEqual(3_600_000);
          return;
        }
        const minute = ((until.getTime() + 8 * 3_600_000) / 60_000) % 1440;
        expect(until > now && until <= closes).toBe(true);
        expect(minute >= 8 * 60 + 30 && minute <= 22 * 60).toBe(true);
      }),
    );
  });
});

const wish: WaitlistWish = {
  lane: 'appointment',
  halls: ['xihu', 'city'],
  from: '2026-11-24',
  to: '2026-11-26',
  earliestMinute: 540,
  latestMinute: 660,
  services: ['passport'],
};

const slot: FreedSlot = {
  key: { hall: 'xihu', lane: 'appointment', date: '2026-11-25', startMinute: 600 },
  services: ['passport', 'hkm-permit'],
  open: 3,
  heldUntil: at('23T09:30'),
};

function waiting(id: string, changes: Partial<WaitingEntry> = {}): WaitingEntry {
  return {
    id,
    priority: 1,
    joinedAt: at('23T08:00'),
    wish,
    seats: 1,
    automatic: true,
    declined: [],
    ...changes,
  };
}

const served = (matches: ReturnType<typeof matchSlot>) =>
  matches.map(({ kind, entry }) => `${kind} ${entry.id}`);

describe('who gets the seats of a slot', () => {
  it('passes a family that does not fit, and serves those behind it in order', () => {
    const line = [
      waiting('family', { seats: 4 }),
      waiting('wang', { joinedAt: at('23T08:01') }),
      waiting('couple', { joinedAt: at('23T08:02'), seats: 2, automatic: false }),
      waiting('late', { joinedAt: at('23T08:03') }),
    ];
    expect(served(matchSlot(slot, line))).toEqual(['book wang', 'offer couple']);
  });

  it('puts priority before time, and time before everything else', () => {
    const line = [
      waiting('a', { joinedAt: at('23T08:02') }),
      waiting('b', { joinedAt: at('23T08:01') }),
      waiting('c', { priority: 0, joinedAt: at('23T08:59') }),
    ];
    expect(served(matchSlot({ ...slot, open: 2 }, line))).toEqual(['book c', 'book b']);
  });

  it.each<[string, Partial<WaitingEntry>, string[]]>([
    ['another hall', { wish: { ...wish, halls: ['city'] } }, []],
    ['the day after the last', { wish: { ...wish, to: '2026-11-24' } }, []],
    ['the first day', { wish: { ...wish, from: '2026-11-25' } }, ['book x']],
    ['a later hour', { wish: { ...wish, earliestMinute: 601 } }, []],
    ['the very hour', { wish: { ...wish, latestMinute: 600 } }, ['book x']],
    ['a service not offered', { wish: { ...wish, services: ['passport', 'tw-permit'] } }, []],
    ['another lane', { wish: { ...wish, lane: 'student' } }, []],
    ['a slot declined before', { declined: ['xihu.appointment.2026-11-25.1000'] }, []],
    ['too many people', { seats: 4 }, []],
  ])('%s', (_case, changes, expected) => {
    expect(served(matchSlot(slot, [waiting('x', changes)]))).toEqual(expected);
  });

  it('goes on to those who need not be asked when nobody may be', () => {
    const line = [waiting('ask', { automatic: false }), waiting('book', { joinedAt: at('23T08:01') })];
    expect(served(matchSlot({ ...slot, heldUntil: null }, line))).toEqual(['book book']);
  });

  const person = fc.record({
    priority: fc.integer({ min: 0, max: 1 }),
    minute: fc.integer({ min: 0, max: 5 }),
    seats: fc.integer({ min: 1, max: 5 }),
    automatic: fc.boolean(),
    wanted: fc.boolean(),
  });
  const lines = fc.array(person, { maxLength: 12 }).map((line) =>
    line.map(({ minute, wanted, ...changes }, index) =>
      waiting(`entry-${String(index).padStart(2, '0')}`, {
        ...changes,
        joinedAt: new Date(at('23T08:00').getTime() + minute * 60_000),
        wish: wanted ? wish : { ...wish, halls: ['city'] },
      }),
    ),
  );
  const opens = fc.integer({ min: 0, max: 12 });

  it('never gives more seats than are open, and none to those who do not want it', () => {
    fc.assert(
      fc.property(lines, opens, (entries, open) => {
        const matches = matchSlot({ ...slot, open }, entries);
        expect(matches.reduce((sum, { entry }) => sum + entry.seats, 0)).toBeLessThanOrEqual(open);
        expect(matches.every(({ entry }) => entry.wish.halls.includes('xihu'))).toBe(true);
      }),
    );
  });

  it('skips nobody who still fits whole when their turn comes', () => {
    fc.assert(
      fc.property(lines, opens, (entries, open) => {
        const matches = matchSlot({ ...slot, open }, entries).map(({ entry }) => entry);
        for (const entry of entries.filter((each) => each.wish.halls.includes('xihu'))) {
          const before = matches.filter((match) => byPlace(match, entry) < 0);
          const left = open - before.reduce((sum, { seats }) => sum + seats, 0);
          expect(matches.includes(entry)).toBe(entry.seats <= left);
        }
      }),
    );
  });

  it('does not depend on the order in which the line is read', () => {
    fc.assert(
      fc.property(lines, opens, (entries, open) => {
        expect(served(matchSlot({ ...slot, open }, [...entries].reverse()))).toEqual(
          served(matchSlot({ ...slot, open }, entries)),
        );
      }),
    );
  });
});

describe('who may join', () => {
  const facts: JoinFacts = {
    now: at('23T09:00'),
    wish: { to: '2026-11-26' },
    alreadyBooked: false,
    alreadyWaiting: false,
    entriesOfAccount: 0,
  };

  it.each<[string, Partial<JoinFacts>, string]>([
    ['anyone, for a released day', {}, 'OK'],
    ['a second before the list closes', { now: new Date('2026-11-25T22:59:59+08:00') }, 'OK'],
    ['when the list is closed', { now: at('25T23:00') }, 'WAITLIST_CLOSED'],
    ['for a day that is released today', { wish: { to: '2026-12-07' } }, 'OK'],
    ['for a day that is not released', { wish: { to: '2026-12-08' } }, 'SLOT_NOT_RELEASED'],
    ['with a live reservation', { alreadyBooked: true }, 'ALREADY_BOOKED'],
    ['twice for a service', { alreadyWaiting: true }, 'ALREADY_WAITING'],
    ['a sixth time', { entriesOfAccount: 5 }, 'TOO_MANY_WAITING'],
  ])('%s', (_case, changes, expected) => {
    const decision = decideJoin({ ...facts, ...changes }, rules);
    expect(decision.ok ? 'OK' : decision.code).toBe(expected);
  });
});

describe('who may answer an offer', () => {
  const offerExpiresAt = at('23T09:30');
  it.each([
    ['in time', 'offered', '23T09:29', 'OK'],
    ['at the very deadline', 'offered', '23T09:30', 'OFFER_EXPIRED'],
    ['after the timer came by', 'lapsed', '23T09:31', 'OFFER_EXPIRED'],
    ['without an offer', 'waiting', '23T09:00', 'NO_OFFER'],
  ] as const)('%s', (_case, status, now, expected) => {
    const decision = decideAnswer({ status, now: at(now), offerExpiresAt });
    expect(decision.ok ? 'OK' : decision.code).toBe(expected);
  });

  it('shows a missed offer as missed before anyone wrote it down', () => {
    expect(statusNow({ status: 'offered', now: at('23T09:30'), offerExpiresAt })).toBe('lapsed');
    expect(waitlistActionsOf({ status: 'offered', now: at('23T09:30'), offerExpiresAt })).toEqual([]);
  });
});

import fc from 'fast-check';
import { hangzhou } from '../../data/hangzhou/city';
import { hangzhouCalendar } from '../../tests/support/hangzhouCalendar';
import { parseMinute } from '../calendar/hallTime';
import { firstOpenDoor } from '../calendar/openingHours';
import { explainFirst } from './explainFirst';
import { reportedOut } from './kioskReports';
import type { RankingRules } from './rankingRules';
import { beats, burdenMinutes, burdensOf, chooseShown, paretoFront, rankOptions } from './rankOptions';
import { type AboutPerson, mayRenewOnline, mayUseKiosk, usesGreenChannel } from './shortcuts';
import { certainties, optionKinds, type VisitOption } from './visitOption';
import { appointmentOption, kioskOption, type Moment, walkInOption } from './waysToBeServed';

const rules = Object.fromEntries(
  hangzhou.ranking.rules.map(({ name, value }) => [name, value]),
) as unknown as RankingRules;

const weekdayHours = hangzhou.halls.halls.find(({ hall }) => hall === 'qiantang')!.hours.periods;
const momentAt = (date: string, time: string): Moment => ({
  now: { date, minute: parseMinute(time) },
  calendar: hangzhouCalendar(),
  rules,
  free: {
    from: date,
    to: '2026-12-31',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    earliestMinute: 0,
    latestMinute: 1440,
  },
});

const option: fc.Arbitrary<VisitOption> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 4 }),
  kind: fc.constantFrom(...optionKinds),
  date: fc.constant('2026-11-24'),
  travelMinutes: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
  daysUntilServed: fc.integer({ min: 0, max: 5 }),
  waitMinutes: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
  certainty: fc.constantFrom(...certainties),
  remarks: fc.constant([]),
});
const options = fc.uniqueArray(option, { selector: ({ id }) => id, maxLength: 14 });

describe('the ranking', () => {
  it('never shows an option that another beats, and leaves out no other', () => {
    fc.assert(
      fc.property(options, (all) => {
        const shown = rankOptions(all, rules);
        for (const each of all) {
          expect(shown.includes(each)).toBe(!all.some((other) => beats(other, each)));
        }
      }),
    );
  });

  it('does not depend on the order of its input', () => {
    const shuffled = options.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(rankOptions(other, rules)).toEqual(rankOptions(all, rules));
      }),
    );
  });

  it('never puts an option lower because it is nearer, sooner, quicker or surer', () => {
    // What nobody knows counts as a number of minutes: more than any that is known here, so that knowing is better.
    const fair = { ...rules, unknownTravelMinutes: 99, unknownWaitMinutes: 61 };
    const place = (all: readonly VisitOption[], id: string) => {
      const index = rankOptions(all, fair).findIndex((each) => each.id === id);
      return index === -1 ? Number.POSITIVE_INFINITY : index;
    };
    const better = fc.constantFrom<(each: VisitOption) => VisitOption>(
      (each) => ({ ...each, travelMinutes: Math.max(0, (each.travelMinutes ?? 99) - 1) }),
      (each) => ({ ...each, daysUntilServed: Math.max(0, each.daysUntilServed - 1) }),
      (each) => ({ ...each, waitMinutes: Math.max(0, (each.waitMinutes ?? 61) - 1) }),
      (each) => ({ ...each, certainty: 'sure' }),
    );
    fc.assert(
      fc.property(options, fc.nat(), better, (all, pick, improve) => {
        fc.pre(all.length > 0);
        const index = pick % all.length;
        const improved = all.map((each, at) => (at === index ? improve(each) : each));
        const { id } = all[index]!;
        expect(place(improved, id)).toBeLessThanOrEqual(place(all, id));
      }),
    );
  });

  it('agrees with itself: what beats another has the smaller burden', () => {
    fc.assert(
      fc.property(option, option, (a, b) => {
        const sane = (each: VisitOption) => (each.waitMinutes ?? 0) < 60 && (each.travelMinutes ?? 0) < 45;
        fc.pre(sane(a) && sane(b));
        if (beats(a, b)) expect(burdenMinutes(a, rules)).toBeLessThan(burdenMinutes(b, rules));
      }),
    );
  });

  it('always finds the front of something', () => {
    fc.assert(
      fc.property(options, (all) => {
        expect(paretoFront(all).length > 0).toBe(all.length > 0);
      }),
    );
  });

  it('explains the first by what differs: worse and better never name the same count', () => {
    fc.assert(
      fc.property(options, (all) => {
        const explanation = explainFirst(rankOptions(all, rules));
        if (explanation === null) return;
        const gained = explanation.gains.map(({ count }) => count);
        for (const { count } of explanation.pays) expect(gained).not.toContain(count);
      }),
    );
  });
});

describe('the ranking of places that are known only roughly', () => {
  const roughOption: fc.Arbitrary<VisitOption> = fc
    .tuple(option, fc.nat(12), fc.option(fc.nat(30_000), { nil: undefined }), fc.nat(400))
    .map(([each, travelErrorMinutes, toldMetres, laterTodayMinutes]) => ({
      ...each,
      ...(each.kind === 'online-renewal' ? { travelMinutes: 0 } : { place: each.id, travelErrorMinutes }),
      ...(toldMetres === undefined ? {} : { toldMetres }),
      ...(each.daysUntilServed === 0 ? { laterTodayMinutes } : {}),
    }));
  const roughOptions = fc.uniqueArray(roughOption, { selector: ({ id }) => id, maxLength: 14 });
  const surelyNearer = (a: VisitOption, b: VisitOption) =>
    a.travelMinutes !== undefined &&
    b.travelMinutes !== undefined &&
    a.travelMinutes + (a.travelErrorMinutes ?? 0) < b.travelMinutes - (b.travelErrorMinutes ?? 0);

  /** What is said of the first, each with the option that is better in it and the one that is worse. */
  const sidesOf = (ranked: readonly VisitOption[]) => {
    const explanation = explainFirst(ranked);
    const against = ranked.find(({ id }) => id === explanation?.against);
    const [first] = ranked;
    if (explanation === null || against === undefined || first === undefined) return [];
    return [
      ...explanation.gains.map((each) => ({ each, near: first, far: against })),
      ...explanation.pays.map((each) => ({ each, near: against, far: first })),
    ];
  };

  it('leaves nothing out because of a way that may be the shorter one', () => {
    fc.assert(
      fc.property(roughOptions, (all) => {
        const shown = rankOptions(all, rules);
        for (const each of all.filter((one) => !shown.includes(one))) {
          const other = all.find((one) => beats(one, each))!;
          const longest = (other.travelMinutes ?? Infinity) + (other.travelErrorMinutes ?? 0);
          const shortest = (each.travelMinutes ?? Infinity) - (each.travelErrorMinutes ?? 0);
          expect(longest).toBeLessThanOrEqual(shortest);
        }
      }),
    );
  });

  it('weighs ways alike when nobody knows which is shorter, and the shorter less when somebody does', () => {
    fc.assert(
      fc.property(roughOption, roughOption, (a, other) => {
        fc.pre(a.travelMinutes !== undefined && other.travelMinutes !== undefined && a.id !== other.id);
        const b = {
          ...a,
          id: other.id,
          travelMinutes: other.travelMinutes,
          travelErrorMinutes: other.travelErrorMinutes,
        };
        const burdens = burdensOf([a, b], rules);
        const difference = burdens.get(a)! - burdens.get(b)!;
        expect(Math.sign(difference)).toBe(surelyNearer(a, b) ? -1 : surelyNearer(b, a) ? 1 : 0);
      }),
    );
  });

  it('says that one is nearer only when it is so for certain, by the difference of the two that are shown', () => {
    fc.assert(
      fc.property(roughOptions, (all) => {
        const ranked = rankOptions(all, rules);
        const sides = sidesOf(ranked);
        for (const { near, far } of sides.filter(({ each }) => each.count === 'visit'))
          expect([near.place, far.place === undefined]).toEqual([undefined, false]);
        for (const { each, near, far } of sides.filter(({ each }) => each.count === 'way')) {
          expect(surelyNearer(near, far)).toBe(true);
          if ('metres' in each) expect(each.metres).toBe(far.toldMetres! - near.toldMetres!);
        }
      }),
    );
  });
});

describe('later on the same day', () => {
  const moment = momentAt('2026-11-23', '10:30');
  const way = { metres: 5_000, minutes: 21 };
  const ticket = (waitMinutes: number) =>
    walkInOption(
      { code: 'xihu', mode: 'dual-track', hours: weekdayHours, way, waitMinutes, greenChannel: false },
      moment,
    )!;
  const afternoon = appointmentOption(
    { hall: 'xihu', slot: 'xihu.appointment.2026-11-23.1330', date: '2026-11-23', minute: 810 },
    way,
    moment,
  );

  it('a ticket with a short wait now comes before an appointment in the afternoon', () => {
    const ranked = rankOptions([afternoon, ticket(12)], rules);
    expect(ranked.map(({ id }) => id)).toEqual(['on-site-ticket.xihu', 'appointment.xihu']);
    expect(explainFirst(ranked)!.gains).toEqual([
      { count: 'sameDay', minutes: 159 },
      { count: 'wait', minutes: 3 },
    ]);
  });

  it('an appointment that comes first says that it is hours later', () => {
    const ranked = rankOptions([afternoon, ticket(60)], rules);
    expect(ranked.map(({ id }) => id)).toEqual(['appointment.xihu', 'on-site-ticket.xihu']);
    expect(explainFirst(ranked)!.pays).toEqual([{ count: 'sameDay', minutes: 159 }]);
  });
});

describe('who is spared the visit or the booking', () => {
  const { onlineRenewal, kiosk, greenChannel } = hangzhou.shortcuts;
  const renewing: AboutPerson = { age: '16-to-59', pilotHousehold: true, purpose: 'renewal' };

  it.each<[string, AboutPerson, boolean]>([
    ['an adult of the city who renews', renewing, true],
    ['one who replaces a lost one', { ...renewing, purpose: 'replacement' }, true],
    ['one of seventy', { ...renewing, age: '60-or-more' }, true],
    ['a first passport', { ...renewing, purpose: 'first' }, false],
    ['a child', { ...renewing, age: 'under-16' }, false],
    [
      'a household of this city of whom nothing else is known',
      { ...renewing, pilotHousehold: undefined, cityHousehold: true },
      false,
    ],
    ['a household of a city without it', { ...renewing, pilotHousehold: false }, false],
    ['registered state personnel', { ...renewing, registeredPersonnel: true }, false],
    ['someone who said nothing', {}, false],
    ['someone who did not say their age', { ...renewing, age: undefined }, false],
  ])('online renewal: %s', (_name, about, expected) => {
    expect(mayRenewOnline(onlineRenewal, 'passport', about)).toBe(expected);
    expect(mayRenewOnline(onlineRenewal, 'hkm-endorsement', about)).toBe(false);
  });

  it.each<[string, AboutPerson, boolean]>([
    ['L on a card, from anywhere', { endorsement: 'L', cardPermit: true }, true],
    ['G on a card, household of the city', { endorsement: 'G', cardPermit: true, cityHousehold: true }, true],
    ['G on a card, household elsewhere', { endorsement: 'G', cardPermit: true, cityHousehold: false }, false],
    ['L on the old booklet', { endorsement: 'L', cardPermit: false }, false],
    ['T', { endorsement: 'T', cardPermit: true, cityHousehold: true }, false],
    ['registered state personnel', { endorsement: 'L', cardPermit: true, registeredPersonnel: true }, false],
    ['someone who said nothing', {}, false],
  ])('kiosk: %s', (_name, about, expected) => {
    expect(mayUseKiosk(kiosk, 'hkm-endorsement', about)).toBe(expected);
    expect(mayUseKiosk(kiosk, 'passport', about)).toBe(false);
  });

  it('the green channel: sixty or older, or with a need', () => {
    expect(usesGreenChannel(greenChannel, { age: '60-or-more' })).toBe(true);
    expect(usesGreenChannel(greenChannel, { needsPriority: true })).toBe(true);
    expect(usesGreenChannel(greenChannel, { age: '16-to-59' })).toBe(false);
    expect(usesGreenChannel(greenChannel, {})).toBe(false);
  });
});

describe('a hall that serves on arrival', () => {
  const hall = {
    code: 'qiantang',
    mode: 'serve-on-arrival' as const,
    hours: weekdayHours,
    way: { metres: 10_000, minutes: 33 },
    waitMinutes: 20,
    greenChannel: false,
  };

  it.each([
    ['in the morning, when one is there', '2026-11-24', '08:00', '2026-11-24', '08:33'],
    ['at noon, when it opens again', '2026-11-24', '11:40', '2026-11-24', '13:30'],
    ['too late today: tomorrow morning', '2026-11-24', '16:10', '2026-11-25', '08:30'],
    ['on a Sunday: on Monday', '2026-11-29', '09:00', '2026-11-30', '08:30'],
    ['in the holiday week: on the first day after', '2026-09-30', '17:00', '2026-10-08', '08:30'],
  ])('%s', (_name, date, time, servedOn, start) => {
    const found = walkInOption(hall, momentAt(date, time))!;

    expect([found.date, found.minute]).toEqual([servedOn, parseMinute(start)]);
    expect(found.waitMinutes).toBe(servedOn === date ? 20 : undefined);
  });

  it('is no option when the person cannot come while it is open', () => {
    const moment = momentAt('2026-11-24', '08:00');
    expect(walkInOption(hall, { ...moment, free: { ...moment.free, weekdays: [7] } })).toBeNull();
    expect(walkInOption(hall, { ...moment, free: { ...moment.free, earliestMinute: 1_020 } })).toBeNull();
  });
});

describe('a ticket at a hall on two tracks', () => {
  const hall = {
    code: 'xihu',
    mode: 'dual-track' as const,
    hours: weekdayHours,
    way: undefined,
    waitMinutes: undefined,
    greenChannel: false,
  };
  const moment = momentAt('2026-11-24', '09:00');

  it('is unsure while nobody knows the queue, likely for the green channel or with an estimate', () => {
    expect(walkInOption(hall, moment)).toMatchObject({ certainty: 'unsure', remarks: ['no-booking'] });
    expect(walkInOption({ ...hall, greenChannel: true }, moment)).toMatchObject({
      certainty: 'likely',
      remarks: ['no-booking', 'green-channel'],
    });
    expect(walkInOption({ ...hall, waitMinutes: 25 }, moment)).toMatchObject({
      certainty: 'likely',
      waitMinutes: 25,
    });
  });
});

describe('what is shown of a long list', () => {
  const kinds = (shown: readonly { kind: string }[]) => shown.map(({ kind }) => kind).join(' ');
  const ranked = [
    ...Array(9).fill({ kind: 'appointment' }),
    { kind: 'kiosk' },
    { kind: 'on-site-ticket' },
  ].map((each, id) => ({ ...each, id }));

  it('is the best of each kind, then what ranks next, in the order of the ranking', () => {
    expect(kinds(chooseShown(ranked, 4))).toBe('appointment appointment kiosk on-site-ticket');
    expect(kinds(chooseShown(ranked, 2))).toBe('appointment kiosk');
    expect(chooseShown(ranked, 20)).toEqual(ranked);
  });
});

describe('a kiosk', () => {
  const kiosk = {
    code: 'qiantang-hall',
    hours: weekdayHours,
    way: undefined,
    devices: 2,
    inService: true,
    confirmed: true,
    reportedOut: 0,
    queue: { people: 5, reportedAt: new Date('2026-11-24T08:30:00+08:00') },
  };

  it('is not left out for a window, because its endorsement is in hand at once', () => {
    const found = kioskOption({ ...kiosk, confirmed: false }, momentAt('2026-11-24', '09:00'));
    const window = { travelMinutes: 0, daysUntilServed: 0, waitMinutes: 0, certainty: 'sure' } as const;

    expect(found).not.toBeNull();
    expect(beats(window, found!)).toBe(false);
    expect(beats(window, { ...found!, inHand: false })).toBe(true);
  });

  it('makes the people in front of one device wait, rounded up', () => {
    expect(kioskOption(kiosk, momentAt('2026-11-24', '09:00'))).toMatchObject({ waitMinutes: 8 });
  });

  it('tells no wait where nobody has counted the machines', () => {
    const found = kioskOption({ ...kiosk, devices: undefined }, momentAt('2026-11-24', '09:00'));
    expect(found).not.toBeNull();
    expect(found!.waitMinutes).toBeUndefined();
  });

  it('believes a report for an hour', () => {
    expect(kioskOption(kiosk, momentAt('2026-11-24', '09:30'))?.waitMinutes).toBe(8);
    expect(kioskOption(kiosk, momentAt('2026-11-24', '09:31'))?.waitMinutes).toBeUndefined();
  });

  it('is no option while it is out of service', () => {
    expect(kioskOption({ ...kiosk, inService: false }, momentAt('2026-11-24', '09:00'))).toBeNull();
  });

  it('says so when no source confirms where it stands', () => {
    const found = kioskOption({ ...kiosk, confirmed: false }, momentAt('2026-11-24', '09:00'));
    expect(found).toMatchObject({ certainty: 'unsure', remarks: ['no-booking', 'place-unconfirmed'] });
  });

  it('tells of everyone who found it out of service, and is doubtful once there are three', () => {
    const reported = (reportedOut: number) =>
      kioskOption({ ...kiosk, reportedOut }, momentAt('2026-11-24', '09:00'));
    expect(reported(2)).toMatchObject({ certainty: 'likely', remarks: ['no-booking', 'reported-out'] });
    expect(reported(3)).toMatchObject({ certainty: 'unsure', remarks: ['no-booking', 'reported-out'] });
  });
});

describe('reports that a kiosk does not work', () => {
  const at = (time: string) => new Date(`2026-11-24T${time}:00+08:00`);
  const out = (time: string) => ({ works: false, at: at(time) });
  const hearsay = (reports: { works: boolean; at: Date }[], now: string, serviceSetAt: Date | null = null) =>
    reportedOut({ reports, serviceSetAt, now: at(now) }, rules);

  it('say how many people and when the last of them', () => {
    expect(hearsay([out('09:00'), out('09:20')], '09:30')).toEqual({ people: 2, at: at('09:20') });
    expect(hearsay([], '09:30')).toBeNull();
  });

  it('are believed for four hours, to the minute', () => {
    expect(hearsay([out('09:00')], '13:00')).toMatchObject({ people: 1 });
    expect(hearsay([out('09:00')], '13:01')).toBeNull();
    expect(hearsay([out('09:00'), out('12:00')], '13:01')).toMatchObject({ people: 1 });
  });

  it('end with the word of the staff, and with somebody who finds it working', () => {
    expect(hearsay([out('09:00')], '09:30', at('09:10'))).toBeNull();
    expect(hearsay([out('09:00'), out('09:20')], '09:30', at('09:10'))).toMatchObject({ people: 1 });
    expect(hearsay([out('09:00'), { works: true, at: at('09:10') }], '09:30')).toBeNull();
    expect(hearsay([{ works: true, at: at('09:10') }, out('09:20')], '09:30')).toMatchObject({ people: 1 });
  });
});

describe('the first open door', () => {
  it('is inside the hours, inside the free time and never before the arrival', () => {
    const calendar = hangzhouCalendar();
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, minute, fc.subarray([1, 2, 3, 4, 5, 6, 7]), (arrives, a, b, weekdays) => {
        const free = {
          from: '2026-11-24',
          to: '2026-12-08',
          weekdays,
          earliestMinute: Math.min(a, b),
          latestMinute: Math.max(a, b),
        };
        const arrival = { date: '2026-11-24', minute: arrives };
        const door = firstOpenDoor({ calendar, periods: weekdayHours, arrival, lastEntryMinutes: 30, free });
        if (door === null) return;
        expect(door.minute).toBeGreaterThanOrEqual(free.earliestMinute);
        expect(door.minute).toBeLessThanOrEqual(free.latestMinute);
        if (door.date === arrival.date) expect(door.minute).toBeGreaterThanOrEqual(arrives);
        expect(
          weekdayHours.some(
            ({ from, to }) => door.minute >= parseMinute(from) && door.minute <= parseMinute(to) - 30,
          ),
        ).toBe(true);
      }),
    );
  });
});

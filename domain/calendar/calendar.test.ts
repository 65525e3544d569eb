import fc from 'fast-check';
import { hangzhouCalendar } from '../../tests/support/hangzhouCalendar';
import { formatMinute, fromHallTime, parseMinute, toHallTime } from './hallTime';
import { addDays, daysBetween, eachDay, isLocalDate, isoWeekday } from './localDate';
import { promisedDate, timeLimitOf } from './promisedDate';
import { addWorkingDays, isProvisional, isWorkingDay } from './workingDays';

const calendar = hangzhouCalendar();

describe('days', () => {
  it.each([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['not a day', false],
  ])('knows whether %s exists', (text, exists) => {
    expect(isLocalDate(text)).toBe(exists);
  });

  it('counts across leap days and years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2028-02-29', 365)).toBe('2029-02-28');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(eachDay('2026-12-30', '2027-01-02')).toHaveLength(4);
    expect(eachDay('2026-12-30', '2026-12-29')).toEqual([]);
    expect(isoWeekday('2026-11-23')).toBe(1);
    expect(isoWeekday('2026-11-29')).toBe(7);
  });

  it('adds and subtracts the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: -5_000, max: 5_000 }),
        (start, days) => {
          const date = addDays('1970-01-01', start);
          expect(daysBetween(date, addDays(date, days))).toBe(days);
        },
      ),
    );
  });
});

describe('hall time', () => {
  it('is Beijing time, whatever the machine keeps', () => {
    expect(toHallTime(new Date('2026-11-23T15:59:59Z'))).toEqual({ date: '2026-11-23', minute: 1439 });
    expect(toHallTime(new Date('2026-11-23T16:00:00Z'))).toEqual({ date: '2026-11-24', minute: 0 });
    expect(fromHallTime('2026-11-24', 540).toISOString()).toBe('2026-11-24T01:00:00.000Z');
  });

  it('comes back from an instant as it went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
        expect(toHallTime(fromHallTime('2028-02-29', minute))).toEqual({ date: '2028-02-29', minute });
        expect(parseMinute(formatMinute(minute))).toBe(minute);
      }),
    );
  });
});

describe('working days', () => {
  // Accepted on, the fifth and the seventh working day after it; checked by hand against the notice for 2026.
  it.each([
    ['2026-02-13', '2026-02-27', '2026-03-02'],
    ['2026-09-18', '2026-09-24', '2026-09-29'],
    ['2026-09-24', '2026-10-09', '2026-10-12'],
    ['2026-09-30', '2026-10-13', '2026-10-15'],
    ['2026-11-23', '2026-11-30', '2026-12-02'],
    ['2026-12-22', '2026-12-29', '2026-12-31'],
  ])('counts from the day after %s', (accepted, fifth, seventh) => {
    expect(addWorkingDays(calendar, accepted, 5)).toBe(fifth);
    expect(addWorkingDays(calendar, accepted, 7)).toBe(seventh);
  });

  it('works on the make-up Saturday after National Day, and rests on an ordinary one', () => {
    expect(isWorkingDay(calendar, '2026-10-10')).toBe(true);
    expect(addWorkingDays(calendar, '2026-10-10', 7)).toBe('2026-10-20');
    expect(isWorkingDay(calendar, '2026-11-28')).toBe(false);
  });

  it('never calls New Year 2027 a plain Friday, and calls every day of that year provisional', () => {
    expect(isWorkingDay(calendar, '2027-01-01')).toBe(false);
    expect(isProvisional(calendar, '2027-01-04')).toBe(true);
    expect(isProvisional(calendar, '2026-12-31')).toBe(false);
  });
});

describe('promised dates', () => {
  const passport = { service: 'passport', residence: 'in-province', lane: 'appointment' } as const;

  it('gives residents seven working days, others twenty calendar days, urgent and enterprise five working days', () => {
    const promise = (question: Parameters<typeof timeLimitOf>[0]) =>
      promisedDate(calendar, '2026-11-23', timeLimitOf(question)).promisedOn;

    expect(promise(passport)).toBe('2026-12-02');
    expect(promise({ ...passport, residence: 'out-of-province' })).toBe('2026-12-13');
    expect(promise({ ...passport, lane: 'enterprise' })).toBe('2026-11-30');
    expect(promise({ ...passport, lane: 'urgent', residence: 'out-of-province' })).toBe('2026-11-30');
    expect(promise({ ...passport, service: 'exit-entry-permit' })).toBe('2026-12-08');
  });

  it('says "about" for a promise that crosses into a year without a notice', () => {
    const limit = timeLimitOf(passport);

    expect(promisedDate(calendar, '2026-12-22', limit)).toEqual({
      promisedOn: '2026-12-31',
      provisional: false,
    });
    expect(promisedDate(calendar, '2026-12-23', limit)).toEqual({
      promisedOn: '2027-01-04',
      provisional: true,
    });
  });
});

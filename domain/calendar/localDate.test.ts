import fc from 'fast-check';
import { addDays, daysBetween, eachDay, isLocalDate, isoWeekday } from './localDate';

/** Any day of any year of four figures, written by the runtime's own calendar. */
const anyDay = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9990-12-31T00:00:00Z'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));

it.each([
  ['0050-01-01', 20, '0050-01-21'],
  ['0099-12-31', 1, '0100-01-01'],
  ['1899-12-31', 1, '1900-01-01'],
  ['1900-02-28', 1, '1900-03-01'],
  ['2000-02-28', 1, '2000-02-29'],
  ['2028-02-29', 365, '2029-02-28'],
  ['2100-02-28', 1, '2100-03-01'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-03-01', -1, '2026-02-28'],
])('%s and %d days are %s', (date, days, later) => {
  expect(addDays(date, days)).toBe(later);
  expect(daysBetween(date, later)).toBe(days);
});

it('there and back is the same day, in every year of four figures', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -3_000, max: 3_000 }), (date, days) => {
      fc.pre(date > '0010-01-01');
      const later = addDays(date, days);
      expect(isLocalDate(later)).toBe(true);
      expect(addDays(later, -days)).toBe(date);
      expect(daysBetween(date, later)).toBe(days);
      expect(later < date).toBe(days < 0);
    }),
  );
});

it('agrees with the runtime about weekdays and the next day', () => {
  fc.assert(
    fc.property(anyDay, (date) => {
      const instant = new Date(`${date}T00:00:00Z`);
      expect(isoWeekday(date)).toBe(((instant.getUTCDay() + 6) % 7) + 1);
      expect(addDays(date, 1)).toBe(new Date(instant.getTime() + 86_400_000).toISOString().slice(0, 10));
    }),
  );
});

it('lists the days between, both included, and none backwards', () => {
  expect(eachDay('2026-12-30', '2027-01-02')).toEqual([
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
    '2027-01-02',
  ]);
  expect(eachDay('2026-12-30', '2026-12-29')).toEqual([]);
});

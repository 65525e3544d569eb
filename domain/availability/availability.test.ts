import fc from 'fast-check';
import { hangzhouCalendar } from '../../tests/support/hangzhouCalendar';
import { lanes } from '../lane';
import { announcedKindOf, servicesBeyondOvertime } from './sessionKind';
import { formatSlotId, parseSlotId } from './slotId';
import { releaseInstant, seatsPerSlot, slotsOfSession, timetableWeekday } from './slotsOfSession';

describe('slots of a session', () => {
  it('ends the last slot at or before closing', () => {
    expect(slotsOfSession({ fromMinute: 510, toMinute: 720, slotMinutes: 30 }).at(-1)).toEqual({
      startMinute: 690,
      endMinute: 720,
    });
    expect(slotsOfSession({ fromMinute: 510, toMinute: 530, slotMinutes: 30 })).toEqual([]);
  });

  it('never overlap, leave no gap and stay inside the session', () => {
    const hours = fc.record({
      fromMinute: fc.integer({ min: 0, max: 1440 }),
      toMinute: fc.integer({ min: 0, max: 1440 }),
      slotMinutes: fc.integer({ min: 5, max: 120 }),
    });
    fc.assert(
      fc.property(hours, (session) => {
        const slots = slotsOfSession(session);
        slots.forEach((slot, index) => {
          expect(slot.startMinute).toBe(slots[index - 1]?.endMinute ?? session.fromMinute);
          expect(slot.endMinute).toBeLessThanOrEqual(session.toMinute);
        });
        const end = slots.at(-1)?.endMinute ?? session.fromMinute;
        expect(end + session.slotMinutes).toBeGreaterThan(session.toMinute);
      }),
    );
  });
});

describe('seats of a slot', () => {
  it('are the people whom the windows can serve, for the share of the lane', () => {
    expect(seatsPerSlot({ windows: 12, slotMinutes: 30, minutesPerPerson: 6, share: 0.6 })).toBe(36);
    expect(seatsPerSlot({ windows: 1, slotMinutes: 30, minutesPerPerson: 6, share: 0.6 })).toBe(3);
    expect(seatsPerSlot({ windows: 0, slotMinutes: 30, minutesPerPerson: 6, share: 0.6 })).toBe(0);
    expect(seatsPerSlot({ windows: 1, slotMinutes: 10, minutesPerPerson: 30, share: 0.5 })).toBe(1);
  });
});

describe('which timetable a hall keeps', () => {
  const calendar = hangzhouCalendar();

  it.each([
    ['2026-11-23', 1, 'a Monday'],
    ['2026-11-28', 6, 'a Saturday with its overtime hours'],
    ['2026-10-01', null, 'National Day'],
    ['2026-10-03', null, 'a Saturday inside the National Day holiday'],
    ['2026-10-10', 5, 'a Saturday made a working day'],
    ['2027-01-01', null, 'a New Year whose notice is not out'],
  ])('on %s it is that of %s: %s', (date, weekday, _name) => {
    expect(timetableWeekday(calendar, date)).toBe(weekday);
  });
});

describe('what a session is to the public', () => {
  const calendar = hangzhouCalendar();

  it.each([
    ['student', '2026-11-25', 'student'],
    ['student', '2026-11-28', 'student'],
    ['appointment', '2026-11-25', null],
    ['appointment', '2026-11-28', 'overtime'],
    ['appointment', '2026-10-10', null],
    ['appointment', '2026-10-01', 'overtime'],
    ['enterprise', '2026-11-28', null],
  ] as const)('of the %s lane on %s: %s', (lane, date, kind) => {
    expect(announcedKindOf(calendar, lane, date)).toBe(kind);
  });

  it('bounds what overtime takes, and nothing else', () => {
    const beyond = (kind: 'student' | 'overtime' | null) =>
      servicesBeyondOvertime(kind, ['passport', 'hkm-permit'], ['passport', 'tw-permit']);

    expect(beyond('overtime')).toEqual(['hkm-permit']);
    expect(beyond('student')).toEqual([]);
    expect(beyond(null)).toEqual([]);
  });
});

describe('ids and releases', () => {
  it('reads back every id that it writes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...lanes), fc.integer({ min: 0, max: 1439 }), (lane, startMinute) => {
        const key = { hall: 'scenic-area', lane, date: '2028-02-29', startMinute };
        expect(parseSlotId(formatSlotId(key))).toEqual(key);
      }),
    );
  });

  it.each([
    '',
    'xihu',
    'xihu.nowhere.2026-12-01.0900',
    'xihu.appointment.2026-02-30.0900',
    'xihu.appointment.2026-12-01.2500',
  ])('refuses "%s"', (text) => {
    expect(parseSlotId(text)).toBeNull();
  });

  it('releases a day two weeks before it at eight in the morning, Beijing time', () => {
    expect(releaseInstant('2026-12-08', { horizonDays: 14, releaseMinute: 480 }).toISOString()).toBe(
      '2026-11-24T00:00:00.000Z',
    );
  });
});

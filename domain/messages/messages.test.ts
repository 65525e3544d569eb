import fc from 'fast-check';
import { fillTemplate, fitField } from './fitField';
import { backOff, sendableAt } from './messageTimes';

const rules = { quietFromMinute: 1290, quietUntilMinute: 450 };

describe('quiet hours', () => {
  it.each([
    ['2026-11-24T12:00:00+08:00', false, '2026-11-24T12:00:00+08:00'],
    ['2026-11-24T21:29:59+08:00', false, '2026-11-24T21:29:59+08:00'],
    ['2026-11-24T21:30:00+08:00', false, '2026-11-25T07:30:00+08:00'],
    ['2026-11-25T03:00:00+08:00', false, '2026-11-25T07:30:00+08:00'],
    ['2026-11-25T07:30:00+08:00', false, '2026-11-25T07:30:00+08:00'],
    ['2026-11-25T03:00:00+08:00', true, '2026-11-25T03:00:00+08:00'],
  ])('a message of %s (urgent: %s) goes out at %s', (now, urgent, at) => {
    expect(sendableAt(new Date(now), urgent, rules)).toEqual(new Date(at));
  });
});

it('waits four times longer after each failure', () => {
  expect([1, 2, 3, 4, 5].map((attempt) => backOff(attempt) / 60_000)).toEqual([1, 4, 16, 64, 256]);
});

describe('fields of a message', () => {
  it('are never empty, never too long, and never half a character', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('thing1', 'phrase2', 'character_string3'),
        fc.string({ unit: 'grapheme' }),
        (field, text) => {
          const fitted = fitField(field, text);
          const limit = { thing1: 20, phrase2: 5, character_string3: 32 }[field] ?? 0;
          expect(Array.from(fitted).length).toBeLessThanOrEqual(limit);
          expect(fitted).not.toBe('');
        },
      ),
    );
  });

  it('say a dash where a fact is missing', () => {
    expect(fillTemplate('{hall} {when}', { hall: '西湖' })).toBe('西湖 -');
  });
});

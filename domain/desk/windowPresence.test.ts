import { isClerkAway } from './windowPresence';

const MINUTE = 60_000;
const now = 1_000 * MINUTE;
const ago = (minutes: number) => now - minutes * MINUTE;
const waiting = (minutes: number) => ({ status: 'waiting' as const, since: ago(minutes) });

describe('a clerk', () => {
  it.each([
    ['did nothing for long, and somebody has waited as long', ago(20), [waiting(20)], ago(200), true],
    ['reaches the bound exactly', ago(15), [waiting(15)], ago(200), true],
    ['did something just now', ago(14), [waiting(60)], ago(200), false],
    ['has nobody to call', ago(200), [], ago(300), false],
    ['has somebody who came just now', ago(200), [waiting(14)], ago(300), false],
    ['has come back from the break just now', ago(90), [waiting(90)], ago(14), false],
    ['works when the hall is closed', ago(200), [waiting(200)], null, false],
  ])('who %s', (_what, activeAt, work, openSince, away) => {
    expect(isClerkAway({ activeAt, work }, { now, openSince }, 15)).toBe(away);
  });

  it('who does anything is there, whatever waits and however long', () => {
    for (let minutes = 0; minutes < 240; minutes += 1) {
      const there = { activeAt: ago(0), work: [waiting(minutes)] };
      expect(isClerkAway(there, { now, openSince: ago(240) }, 15)).toBe(false);
      const left = { activeAt: ago(minutes), work: [waiting(240)] };
      expect(isClerkAway(left, { now, openSince: ago(240) }, 15)).toBe(minutes >= 15);
    }
  });
});

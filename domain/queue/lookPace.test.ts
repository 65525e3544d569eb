import fc from 'fast-check';
import { secondsToNextLook } from './lookPace';
import { liveTicketStatuses, ticketStatuses } from './ticketStatus';

const waiting = (ahead: number, from?: number) => ({
  status: 'waiting' as const,
  ahead,
  ...(from === undefined ? {} : { wait: { from, to: from + 5 } }),
});

describe('how often a phone looks', () => {
  it.each([
    ['called', { status: 'called' as const }, 5],
    ['next', waiting(0, 1), 5],
    ['near the front, however long it takes', waiting(2, 40), 5],
    ['ten minutes away', waiting(4, 10), 30],
    ['an hour away', waiting(20, 60), 60],
    ['while no window calls', waiting(6), 30],
    ['while no window calls, but first in line', waiting(0), 5],
  ])('%s', (_, ticket, seconds) => {
    expect(secondsToNextLook(ticket)).toBe(seconds);
  });

  it('is never again once the ticket is over', () => {
    for (const status of ticketStatuses.filter((each) => !liveTicketStatuses.includes(each))) {
      expect(secondsToNextLook({ status })).toBeNull();
    }
  });

  it('is less often without a network, but often enough to recover soon', () => {
    const after = [0, 1, 2, 3, 9].map((failures) => secondsToNextLook(waiting(0, 1), failures));
    expect(after).toEqual([5, 10, 20, 20, 20]);
    expect(secondsToNextLook(waiting(20, 60), 3)).toBe(60);
  });

  it('is never less often for somebody nearer', () => {
    const minutes = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(minutes, minutes, fc.nat({ max: 50 }), (one, other, ahead) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)];
        const seconds = (from: number) => secondsToNextLook(waiting(ahead, from)) ?? 0;
        expect(seconds(near)).toBeLessThanOrEqual(seconds(far));
      }),
    );
  });
});

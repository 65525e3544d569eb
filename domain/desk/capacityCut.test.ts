import fc from 'fast-check';
import { chooseAffected } from './chooseAffected';
import { nearestSeat, type SeatToOffer } from './nearestSeat';

const xihu = { longitude: 120.147, latitude: 30.273, errorMetres: 0 };
const city = { longitude: 120.185, latitude: 30.232, errorMetres: 0 };
const slot = (hall: string, date: string, startMinute: number) => ({
  hall,
  lane: 'appointment' as const,
  date,
  startMinute,
});
const seat = (hall: 'xihu' | 'city', date: string, startMinute: number, open = 1): SeatToOffer => ({
  slot: slot(hall, date, startMinute),
  open,
  position: hall === 'xihu' ? xihu : city,
});

const exactly = (each: SeatToOffer) => ({ ...each, position: { ...each.position, errorMetres: 0 } });

describe('the seat offered instead', () => {
  const visit = { slot: slot('xihu', '2026-11-25', 600), seats: 1, position: xihu };

  it.each([
    [
      'another time at the same hall',
      [seat('city', '2026-11-25', 600), seat('xihu', '2026-11-25', 570)],
      'xihu',
      570,
    ],
    [
      'the near hall before a much later time',
      [seat('xihu', '2026-11-25', 990), seat('city', '2026-11-25', 600)],
      'city',
      600,
    ],
    [
      'the same day before the next',
      [seat('xihu', '2026-11-26', 600), seat('city', '2026-11-25', 840)],
      'city',
      840,
    ],
  ])('is %s', (_name, candidates, hall, startMinute) => {
    expect(nearestSeat(visit, candidates)?.slot).toMatchObject({ hall, startMinute });
  });

  it('is at neither of two halls because of a way that may be the longer one: the time decides', () => {
    const rough = (hall: string, longitude: number, startMinute: number): SeatToOffer => ({
      slot: slot(hall, '2026-11-25', startMinute),
      open: 1,
      position: { longitude, latitude: 30.273, errorMetres: 3_000 },
    });
    // By the middles of their districts 3.8 km and 9.6 km away: a quarter of an hour and more between them.
    const nearer = rough('gongshu', 120.187, 615);
    const further = rough('binjiang', 120.247, 600);
    const moved = { ...visit, position: { ...xihu, errorMetres: 3_000 } };

    expect(nearestSeat(moved, [nearer, further])?.slot.hall).toBe('binjiang');
    expect(
      nearestSeat(
        visit,
        [nearer, further].map((each) => exactly(each)),
      )?.slot.hall,
    ).toBe('gongshu');
  });

  it('fits the whole party or is not offered', () => {
    expect(nearestSeat({ ...visit, seats: 3 }, [seat('xihu', '2026-11-25', 630, 2)])).toBeUndefined();
  });
});

describe('whom a cut touches', () => {
  const party = fc.record({
    id: fc.uuid(),
    seats: fc.integer({ min: 1, max: 5 }),
    bookedAt: fc.date({ min: new Date(0), max: new Date(1_000_000), noInvalidDate: true }),
  });

  it('is nobody while all fit, and never more than it must be', () => {
    fc.assert(
      fc.property(
        fc.array(party, { maxLength: 12 }),
        fc.integer({ min: 0, max: 40 }),
        (parties, seatsLeft) => {
          const affected = chooseAffected(parties, seatsLeft);
          const seats = (list: readonly { seats: number }[]) =>
            list.reduce((sum, each) => sum + each.seats, 0);
          const kept = seats(parties) - seats(affected);
          expect(kept).toBeLessThanOrEqual(Math.max(seatsLeft, 0));
          const last = affected.at(-1);
          if (last !== undefined) expect(kept + last.seats).toBeGreaterThan(seatsLeft);
        },
      ),
    );
  });
});

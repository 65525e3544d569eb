import { improvementsOf, type SeatOffer } from './improvements';

const visit: SeatOffer = {
  hall: 'city',
  slot: 'city.appointment.2026-12-01.0900',
  date: '2026-12-01',
  start: '09:00',
  reach: { metres: 9_000, errorMetres: 0 },
};

const offer = (hall: string, date: string, start: string, metres?: number, errorMetres = 0): SeatOffer => ({
  hall,
  date,
  start,
  slot: `${hall}.appointment.${date}.${start.replace(':', '')}`,
  reach: metres === undefined ? undefined : { metres, errorMetres },
});

describe('what would be better than a booked visit', () => {
  it('is the soonest seat on an earlier day, of two at the same time the nearer', () => {
    const offers = [
      offer('xihu', '2026-11-26', '10:00', 4_000),
      offer('binjiang', '2026-11-26', '09:30', 12_000),
      offer('yuhang', '2026-11-26', '09:30', 11_000),
    ];

    expect(improvementsOf(visit, offers).earlier?.hall).toBe('yuhang');
  });

  it('is a hall that is at least a kilometre nearer and not later', () => {
    const offers = [
      offer('xihu', '2026-12-01', '16:00', 4_000),
      offer('binjiang', '2026-12-02', '09:00', 1_000),
      offer('gongshu', '2026-12-01', '09:00', 8_001),
    ];

    expect(improvementsOf(visit, offers)).toEqual({ nearer: offers[0] });
  });

  it('names a seat that is both only once', () => {
    const both = offer('xihu', '2026-11-25', '09:00', 4_000);

    expect(improvementsOf(visit, [both])).toEqual({ earlier: both });
  });

  it('is no hall of which nobody knows that it is nearer', () => {
    expect(improvementsOf(visit, [offer('xihu', '2026-12-01', '16:00', 4_000, 5_000)])).toEqual({});
    expect(improvementsOf(visit, [offer('xihu', '2026-12-01', '16:00', 4_000, 4_999)]).nearer?.hall).toBe(
      'xihu',
    );
  });

  it('is nothing on the same day at the same distance, nor nearer while nobody knows the way', () => {
    expect(improvementsOf(visit, [offer('city', '2026-12-01', '08:30', 9_000)])).toEqual({});
    expect(improvementsOf(visit, [offer('xihu', '2026-12-01', '08:30')])).toEqual({});
    expect(improvementsOf(visit, [])).toEqual({});
  });
});

import type { Ticket } from '../../contract/tickets';

/** A ticket as the service shows it to its owner, with every field filled in that a waiting one has. */
export function aTicket(changes: Partial<Ticket> = {}): Ticket {
  return {
    id: '01900000-0000-7000-8000-000000000012',
    number: 'B012',
    status: 'waiting',
    hall: 'xihu',
    hallName: { zh: '西湖', en: 'Xihu' },
    lane: 'walk-in',
    date: '2026-11-23',
    booked: false,
    ahead: 5,
    wait: { from: 20, to: 30 },
    comeNow: false,
    calledAgain: false,
    misses: 0,
    people: [],
    takenAt: '2026-11-23T01:00:00.000Z',
    mayLeave: true,
    asOf: '2026-11-23T01:00:00.000Z',
    ...changes,
  };
}

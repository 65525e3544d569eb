import { newId } from '../../cloudfunctions/_runtime/ids';
import { aTicketWish, bookVisit, takeTicket } from '../support/queue';
import type { Cases } from './world';

export const ticketCases: Cases['tickets'] = {
  take: async (world) => ({
    by: await world.citizen(),
    input: aTicketWish() as never,
    other: aTicketWish() as never,
  }),
  async checkIn(world) {
    const by = await world.citizen();
    const { id: reservation } = await bookVisit(by, 'xihu.appointment.2026-11-23.1000');
    world.setNow('2026-11-23T09:45:00+08:00');
    const input = { reservation, presence: { arriveInMinutes: 0 } };
    return { by, input, other: { reservation, presence: { arriveInMinutes: 5 } } };
  },
  async leave(world) {
    const by = await world.citizen();
    const { id: ticket } = await takeTicket(by);
    return { by, input: { ticket }, other: { ticket: newId() } };
  },
};

import { newId } from '../../cloudfunctions/_runtime/ids';
import type { Reservation } from '../../contract/reservations';
import type { WaitlistEntry } from '../../contract/waitlist';
import { bookVisit, someoneNew } from '../support/queue';
import type { Citizen } from '../support/service';
import type { Cases, World } from './world';

const slot = 'xihu.appointment.2026-11-25.0900';
const later = 'xihu.appointment.2026-11-25.0930';
const phone = '13812345678';

async function booked(by: Citizen): Promise<Reservation> {
  return bookVisit(by, slot);
}

/** A visit whose seat is cut, and for which another seat is held. */
async function offeredMove(world: World) {
  const by = await world.citizen();
  const { id: reservation } = await booked(by);
  const lead = await world.staff('xihu');
  const cut = { hall: 'xihu', lane: 'appointment', date: '2026-11-25', from: '09:00', to: '09:30' };
  await lead.get('desk', 'setCapacity', { ...cut, seats: 0, apply: true });
  return { by, input: { reservation }, other: { reservation: newId() } };
}

function aWait(automatic: boolean) {
  return {
    service: 'passport' as const,
    halls: ['xihu'],
    from: '2026-11-26',
    to: '2026-11-26',
    people: [{ person: someoneNew() }],
    phone,
    automatic,
  };
}

/** Someone for whom a seat is held until they answer. */
async function offered(world: World) {
  const by = await world.citizen();
  const { entry } = await by.get<{ entry: WaitlistEntry }>('reservations', 'joinWaitlist', aWait(false));
  if (entry.offer === undefined) throw new Error('A seat that stands open was not offered.');
  const input = { entry: entry.id, slot: entry.offer.slot };
  return { by, input, other: { ...input, slot } };
}

export const reservationCases: Cases['reservations'] = {
  async make(world) {
    const by = await world.citizen();
    const input = { slot, people: [{ person: someoneNew(), services: ['passport' as const] }], phone };
    return {
      by,
      input,
      other: { ...input, slot: later },
      spoil: () => by.get('privacy', 'withdrawConsent', { purpose: 'booking' }),
      refused: 'CONSENT_NEEDED',
    };
  },
  async reschedule(world) {
    const by = await world.citizen();
    const { id: reservation } = await booked(by);
    const other = { reservation, slot: 'xihu.appointment.2026-11-25.1000' };
    return { by, input: { reservation, slot: later }, other };
  },
  async cancel(world) {
    const by = await world.citizen();
    const [one, other] = [await booked(by), await booked(by)];
    return { by, input: { reservation: one.id }, other: { reservation: other.id } };
  },
  acceptMove: offeredMove,
  declineMove: offeredMove,
  joinWaitlist: async (world) => {
    const input = aWait(true);
    return { by: await world.citizen(), input, other: { ...input, automatic: false } };
  },
  acceptOffer: offered,
  declineOffer: offered,
  async leaveWaitlist(world) {
    const { by, input } = await offered(world);
    const second = await by.get<{ entry: WaitlistEntry }>('reservations', 'joinWaitlist', aWait(false));
    return { by, input: { entry: input.entry }, other: { entry: second.entry.id } };
  },
};

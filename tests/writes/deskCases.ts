import { newId } from '../../cloudfunctions/_runtime/ids';
import { bookVisit, sitDown, someoneNew, takeTicket } from '../support/queue';
import { submitted } from './requestCases';
import type { Cases, World } from './world';

const hall = 'xihu';
const date = '2026-11-25';

const clerk = (world: World) => world.staff(`${hall}:clerk`);
const lead = (world: World) => world.staff(hall);

/** A clerk at a window who has called somebody, or serves them, or has served them. */
async function atWindow(world: World, reached: 'called' | 'started' | 'served' = 'called') {
  const by = await clerk(world);
  const window = await sitDown(by, 1, hall);
  const { id: ticket } = await takeTicket(await world.citizen());
  await window.callNext();
  if (reached !== 'called') await window.start(ticket);
  if (reached === 'served') await window.complete(ticket);
  return { by, input: { hall, ticket }, other: { hall, ticket: newId() } };
}

/** A document that was accepted and has gone one step on. */
async function inProduction(world: World) {
  const { by, input } = await atWindow(world, 'served');
  const on = { hall, to: 'in-production', by: { ticket: input.ticket } };
  const moved = await by.get<{ documents: { id: string }[] }>('desk', 'advanceDocuments', on);
  return { by, document: moved.documents[0]?.id ?? '' };
}

export const deskCases: Cases['desk'] = {
  async checkIn(world) {
    const { id, code } = await bookVisit(await world.citizen(), 'xihu.appointment.2026-11-23.1000');
    world.setNow('2026-11-23T09:45:00+08:00');
    return {
      by: await clerk(world),
      input: { hall, by: { reservation: id } },
      other: { hall, by: { code } },
    };
  },
  async issueTicket(world) {
    const input = { hall, people: [{ person: someoneNew(), services: ['passport' as const] }] };
    return { by: await clerk(world), input, other: { ...input, green: 'pregnant' } };
  },
  async freeDocument(world) {
    const [person, other] = [someoneNew(), someoneNew()];
    await bookVisit(await world.citizen(), 'xihu.appointment.2026-11-25.0900', [person]);
    const { documentType, documentNumber } = person;
    const input = { hall, documentType, documentNumber };
    return { by: await clerk(world), input, other: { ...input, documentNumber: other.documentNumber } };
  },
  openWindow: async (world) => ({
    by: await clerk(world),
    input: { hall, window: 1 },
    other: { hall, window: 2 },
  }),
  async takeWindow(world) {
    const by = await clerk(world);
    await sitDown(by, 1, hall);
    return { by: await lead(world), input: { hall, window: 1 }, other: { hall, window: 2 } };
  },
  async closeWindow(world) {
    const by = await clerk(world);
    await sitDown(by, 1, hall);
    return { by, input: { hall, window: 1 }, other: { hall, window: 2 } };
  },
  async callNext(world) {
    const by = await clerk(world);
    await sitDown(by, 1, hall);
    await takeTicket(await world.citizen());
    await takeTicket(await world.citizen());
    return { by, input: { hall, window: 1 }, other: { hall, window: 2 } };
  },
  recall: (world) => atWindow(world),
  start: (world) => atWindow(world),
  complete: (world) => atWindow(world, 'started'),
  async correctAcceptance(world) {
    const { by, input } = await atWindow(world, 'served');
    const correction = { ...input, accepted: [], reason: 'papers-missing' as const };
    return { by, input: correction, other: { ...correction, reason: 'wrong-tap' } };
  },
  async noShow(world) {
    const ready = await atWindow(world);
    await ready.by.get('desk', 'recall', ready.input);
    return ready;
  },
  async transfer(world) {
    const { by, input } = await atWindow(world, 'started');
    return { by, input: { ...input, lane: 'urgent' }, other: { ...input, lane: 'enterprise' } };
  },
  undo: (world) => atWindow(world, 'served'),
  async setCapacity(world) {
    await bookVisit(await world.citizen(), 'xihu.appointment.2026-11-25.0900');
    const input = {
      hall,
      lane: 'appointment' as const,
      date,
      from: '09:00',
      to: '09:30',
      seats: 0,
      apply: true,
    };
    return { by: await lead(world), input, other: { ...input, seats: 1 } };
  },
  async openSession(world) {
    await world.database.script(`
      delete from slot where date = '2026-11-28' and lane = 'appointment';
      delete from session where date = '2026-11-28' and lane = 'appointment';`);
    const input = {
      hall,
      lane: 'student' as const,
      date: '2026-11-28',
      from: '09:00',
      to: '11:00',
      windows: 2,
      seats: 4,
      services: ['passport' as const],
    };
    return { by: await lead(world), input, other: { ...input, seats: 5 } };
  },
  closeEarly: async (world) => ({
    by: await lead(world),
    input: { hall, date, at: '15:00', apply: true },
    other: { hall, date, at: '16:00', apply: true },
  }),
  async reopen(world) {
    const by = await lead(world);
    const input = { hall, date };
    await by.get('desk', 'closeEarly', { ...input, at: '15:00', apply: true });
    return { by, input, other: { hall, date: '2026-11-26' } };
  },
  async review(world) {
    const input = {
      hall: 'city',
      request: await submitted(await world.citizen()),
      decision: 'approved' as const,
    };
    return { by: await world.staff('city'), input, other: { ...input, decision: 'refused' } };
  },
  setKiosk: async (world) => ({
    by: await world.staff('qiantang:clerk'),
    input: { hall: 'qiantang', kiosk: 'qiantang-hall', inService: true, queue: 2 },
    other: { hall: 'qiantang', kiosk: 'qiantang-hall', inService: true, queue: 3 },
  }),
  async advanceDocuments(world) {
    const { by, input } = await atWindow(world, 'served');
    const on = { hall, to: 'in-production' as const, by: { ticket: input.ticket } };
    return { by, input: on, other: { ...on, to: 'ready' } };
  },
  async correctDocument(world) {
    const { by, document } = await inProduction(world);
    const input = { hall, document, from: 'in-production' as const, reason: 'too-early' as const };
    return { by, input, other: { ...input, reason: 'wrong-document' } };
  },
};

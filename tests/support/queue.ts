import type { Database } from '../../cloudfunctions/_database/database';
import type { DeskEntry } from '../../contract/desk';
import type { Reservation } from '../../contract/reservations';
import type { Ticket } from '../../contract/tickets';
import { aPerson } from './people';
import type { Citizen } from './service';

let serial = 50_000;

/** Somebody nobody else is. */
export function someoneNew(changes: Parameters<typeof aPerson>[1] = {}) {
  serial += 1;
  return aPerson(serial, changes);
}

interface TicketWish {
  readonly hall?: string;
  readonly people?: readonly ReturnType<typeof aPerson>[];
  readonly service?: string;
  readonly green?: string;
  readonly presence?: unknown;
}

/** What a phone beside the hall sends. */
export function aTicketWish(wish: TicketWish = {}) {
  return {
    hall: wish.hall ?? 'xihu',
    service: wish.service ?? 'passport',
    people: (wish.people ?? [someoneNew()]).map((person) => ({ person })),
    presence: wish.presence ?? { arriveInMinutes: 0 },
    ...(wish.green === undefined ? {} : { green: wish.green }),
  };
}

export async function takeTicket(citizen: Citizen, wish: TicketWish = {}, key?: string): Promise<Ticket> {
  return (await citizen.get<{ ticket: Ticket }>('tickets', 'take', aTicketWish(wish), key)).ticket;
}

/** Books one person or a few. */
export async function bookVisit(
  citizen: Citizen,
  slot: string,
  people: readonly ReturnType<typeof aPerson>[] = [someoneNew()],
): Promise<Reservation> {
  const wish = {
    slot,
    people: people.map((person) => ({ person, services: ['passport'] })),
    phone: '13812345678',
  };
  return (await citizen.get<{ reservation: Reservation }>('reservations', 'make', wish)).reservation;
}

/** Sits down at a window and gives what a clerk does there. */
export async function sitDown(staff: Citizen, window: number, hall = 'xihu', lanes?: readonly string[]) {
  await staff.get('desk', 'openWindow', { hall, window, ...(lanes === undefined ? {} : { lanes }) });
  const step =
    (operation: string) =>
    async (ticket: string, more: object = {}, key?: string) =>
      (await staff.get<{ entry: DeskEntry }>('desk', operation, { hall, ticket, ...more }, key)).entry;
  return {
    async callNext(key?: string): Promise<DeskEntry | undefined> {
      return (await staff.get<{ entry?: DeskEntry }>('desk', 'callNext', { hall, window }, key)).entry;
    },
    recall: step('recall'),
    start: step('start'),
    complete: step('complete'),
    noShow: step('noShow'),
    transfer: step('transfer'),
    undo: step('undo'),
  };
}

/** Forgets every visit, ticket and window, and gives all slots their first seats back. */
export async function emptyHalls(database: Database): Promise<void> {
  await database.script(`
    truncate ticket_person, ticket, desk_window, hall_day, move_offer, applicant, reservation, missed_visit,
      rebook_wait, cooling_seat, document_try, notification, remembered_write cascade;
    delete from slot where lane = 'student';
    delete from session where lane = 'student';
    update slot set booked = 0, wanted_seats = null, held_back = 0, seats_when_open = null,
      held_back_when_open = null,
      capacity = (select seats_per_slot from session where session.city = slot.city and session.hall = slot.hall
        and session.lane = slot.lane and session.date = slot.date and session.from_minute = slot.session_from_minute);`);
}

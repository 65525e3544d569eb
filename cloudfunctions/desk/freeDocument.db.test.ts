import type { Reservation } from '../../contract/reservations';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { bookVisit, emptyHalls, someoneNew, takeTicket } from '../../tests/support/queue';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const hall = 'xihu';
const slot = 'city.appointment.2026-11-25.0900';

let database: Database;
let service: Service;
let clerk: Citizen;
let squatter: Citizen;
let owner: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
});
beforeEach(async () => {
  await emptyHalls(database);
  service.setNow(MONDAY_NINE);
  clerk = await service.staff('xihu:clerk');
  squatter = await service.citizen('squatter');
  owner = await service.citizen('owner');
});
afterAll(() => database.close());

type Person = ReturnType<typeof someoneNew>;

const free = ({ documentType, documentNumber }: Person) =>
  clerk.get<{ ended: number }>('desk', 'freeDocument', { hall, documentType, documentNumber });
const wish = (...people: Person[]) => ({
  slot: 'xihu.appointment.2026-11-26.0900',
  people: people.map((person) => ({ person, services: ['passport'] })),
  phone: '13812345678',
});
const bookedAt = async (id: string) => {
  const [hallOf, lane, date, time = ''] = id.split('.');
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(2));
  const [row] = await database.rows<{ booked: number }>(sql`
    select booked from slot where city = ${city} and hall = ${hallOf} and lane = ${lane} and date = ${date}
      and start_minute = ${minute}`);
  return row?.booked;
};
const show = async (id: string) =>
  (await squatter.get<{ reservation: Reservation }>('reservations', 'get', { reservation: id })).reservation;

describe('a document that its owner shows at the desk', () => {
  it('is free again: its owner books, and whoever had booked with it is told and not blamed', async () => {
    const person = someoneNew();
    const { id } = await bookVisit(squatter, slot, [person]);
    expect(await owner.code('reservations', 'make', wish(person))).toBe('ALREADY_BOOKED');

    expect(await free(person)).toEqual({ ended: 1 });

    expect(await owner.code('reservations', 'make', wish(person))).toBe('OK');
    expect((await show(id)).status).toBe('cancelled');
    expect(await bookedAt(slot)).toBe(0);
    const rows = async (statement: ReturnType<typeof sql>) => database.rows(statement);
    expect(
      await rows(sql`select kind from notification where city = ${city} and subject = ${`reservation:${id}`}
        and kind = 'visit.document-shown'`),
    ).toHaveLength(1);
    expect(await rows(sql`select 1 from rebook_wait where city = ${city}`)).toEqual([]);
    expect(
      await rows(sql`select cancelled_late from reservation where city = ${city} and id = ${id}`),
    ).toEqual([{ cancelled_late: false }]);
    const audited = await rows(sql`
      select actor, after from audit_entry where city = ${city} and subject = ${`reservation:${id}`}
        and action = 'desk.freeDocument'`);
    expect(audited).toMatchObject([
      { actor: expect.stringMatching(/^staff:/), after: { because: 'document-shown' } },
    ]);
    expect(JSON.stringify(audited)).not.toContain(person.documentNumber);
  });

  it('leaves companions their visit and their seats, also when the first of them was meant', async () => {
    const [person, companion] = [someoneNew(), someoneNew()];
    const { id } = await bookVisit(squatter, slot, [person, companion]);

    await free(person);

    const visit = await show(id);
    expect([visit.status, visit.people.length, await bookedAt(slot)]).toEqual(['booked', 1, 1]);
    expect(await owner.code('reservations', 'make', wish(person))).toBe('OK');
    // The party that is left is still known to whoever cuts seats, and checks in as it is.
    const lead = await service.staff('city');
    const cut = {
      hall: 'city',
      lane: 'appointment',
      date: '2026-11-25',
      from: '09:00',
      to: '09:30',
      seats: 0,
    };
    const { affected } = await lead.get<{ affected: { reservation: string; seats: number }[] }>(
      'desk',
      'setCapacity',
      cut,
    );
    expect(affected).toMatchObject([{ reservation: id, seats: 1 }]);
    service.setNow('2026-11-25T08:50:00+08:00');
    const desk = await service.staff('city:clerk');
    expect(await desk.code('desk', 'checkIn', { hall: 'city', by: { reservation: id } })).toBe('OK');
  });

  it('is free of tickets and of places on the waitlist too', async () => {
    const person = someoneNew();
    const ticket = await takeTicket(squatter, { people: [person] });
    await database.rows(sql`
      update slot set capacity = 0 where city = ${city} and hall = 'city' and date = '2026-11-25'`);
    await squatter.get('reservations', 'joinWaitlist', {
      service: 'passport',
      halls: ['city'],
      from: '2026-11-25',
      to: '2026-11-25',
      people: [{ person }],
      phone: '13812345678',
      automatic: true,
    });

    expect(await free(person)).toEqual({ ended: 2 });

    const shown = await squatter.get<{ ticket: { status: string } }>('tickets', 'get', { ticket: ticket.id });
    expect(shown.ticket.status).toBe('left');
    const live = await database.rows(sql`select 1 from waitlist_member where city = ${city} and live`);
    expect(live).toEqual([]);
    await takeTicket(owner, { people: [person] });
  });

  it('gives the seat of an offered move back with the visit', async () => {
    const person = someoneNew();
    const { id } = await bookVisit(squatter, slot, [person, someoneNew()]);
    const lead = await service.staff('city');
    const { affected } = await lead.get<{ affected: { offer: string }[] }>('desk', 'setCapacity', {
      hall: 'city',
      lane: 'appointment',
      date: '2026-11-25',
      from: '09:00',
      to: '09:30',
      seats: 0,
      apply: true,
    });
    const offer = affected[0]!.offer;
    expect(await bookedAt(offer)).toBe(2);

    await free(person);

    expect([await bookedAt(offer), await bookedAt(slot)]).toEqual([0, 1]);
    expect(await squatter.code('reservations', 'acceptMove', { reservation: id })).toBe('OFFER_OVER');
  });

  it('ends nothing when nobody has used its number, and refuses a number that cannot be', async () => {
    const person = someoneNew();
    expect(await free(person)).toEqual({ ended: 0 });
    const wrong = { hall, documentType: 'resident-id', documentNumber: '330106197903031490' };
    expect(await clerk.code('desk', 'freeDocument', wrong)).toBe('DOCUMENT_NUMBER_INVALID');
  });
});

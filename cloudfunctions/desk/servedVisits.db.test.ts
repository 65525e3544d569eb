import type { DeskEntry } from '../../contract/desk';
import type { Reservation } from '../../contract/reservations';
import type { Rooms } from '../../contract/rooms';
import type { Ticket } from '../../contract/tickets';
import { type Randomness, randomness } from '../../tests/fuzz/randomness';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import {
  aTicketWish,
  bookVisit,
  emptyHalls,
  sitDown,
  someoneNew,
  takeTicket,
} from '../../tests/support/queue';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import { withoutFairness } from '../../tests/support/withoutFairness';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { countMissedVisits } from '../timers/countMissedVisits';
import { endQueues } from '../timers/endQueues';

const DAY = '2026-11-23';
const at = (time: string) => `${DAY}T${time}:00+08:00`;
const halls = ['xihu', 'city'] as const;
const TEN_THIRTY = `xihu.appointment.${DAY}.1030`;

let database: Database;
let service: Service;
let wang: Citizen;
let li: Citizen;
let clerk: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, at('08:00'));
});
beforeEach(async () => {
  await emptyHalls(database);
  await database.script('truncate booking_pause cascade');
  service.setNow(at('08:00'));
  wang = await service.citizen('wang');
  li = await service.citizen('li');
  clerk = await service.staff('xihu:clerk');
});
afterAll(() => database.close());

const runTimers = async (instant: string) => {
  service.setNow(instant);
  const now = new Date(instant);
  await endQueues(service.dependencies, city, now);
  await countMissedVisits(service.dependencies, city, now);
};
const statusOf = async (by: Citizen, reservation: string) =>
  (await by.get<{ reservation: Reservation }>('reservations', 'get', { reservation })).reservation.status;
const counted = () =>
  database.rows<{ document_blind: string; weight: number }>(sql`
    select document_blind, weight::float8 as weight from missed_visit where city = ${city} and forgiven_at is null`);

/** Serves the next ticket of a hall to the end. */
async function serveNext(time: string, staff = clerk, hall = 'xihu') {
  service.setNow(at(time));
  const window = await sitDown(staff, 1, hall);
  const { ticket = '' } = (await window.callNext())!;
  await window.start(ticket);
  await window.complete(ticket);
  return { window, ticket };
}

describe('an appointment and a ticket of the same morning', () => {
  it('leads to the check-in where that is possible, on the phone and at the desk', async () => {
    const person = someoneNew();
    const visit = await bookVisit(wang, TEN_THIRTY, [person]);
    service.setNow(at('10:10'));

    expect(await wang.reply('tickets', 'take', aTicketWish({ people: [person] }))).toMatchObject({
      error: { code: 'CHECK_IN_INSTEAD', details: { reservation: visit.id, time: '10:30' } },
    });
    const issue = { hall: 'xihu', people: [{ person, services: ['passport'] }] };
    expect(await clerk.reply('desk', 'issueTicket', issue)).toMatchObject({
      error: {
        code: 'CHECK_IN_INSTEAD',
        details: { reservation: visit.id, code: visit.code, time: '10:30' },
      },
    });
    expect(await wang.code('tickets', 'take', aTicketWish({ people: [person], service: 'hkm-permit' }))).toBe(
      'OK',
    );
    expect(await li.code('tickets', 'take', aTicketWish({ people: [person] }))).toBe('OK');
  });

  it('completes a visit whose people were served with another ticket, and takes that back with the completion', async () => {
    const people = [someoneNew(), someoneNew()];
    const visit = await bookVisit(wang, TEN_THIRTY, people);
    service.setNow(at('09:00'));
    await takeTicket(li, { people: [people[0]!] });
    await takeTicket(wang, { people: [people[1]!] });

    await serveNext('09:10');
    expect(await statusOf(wang, visit.id)).toBe('booked');
    const last = await serveNext('09:20');
    expect(await statusOf(wang, visit.id)).toBe('completed');
    await last.window.undo(last.ticket);
    expect(await statusOf(wang, visit.id)).toBe('booked');
    await last.window.complete(last.ticket);

    await runTimers(at('12:00'));
    expect(await counted()).toEqual([]);
    const steps = await database.rows<{ action: string }>(sql`
      select action from audit_entry where city = ${city} and subject = ${`reservation:${visit.id}`} order by at, id`);
    expect(steps.map(({ action }) => action).slice(-3)).toEqual([
      'desk.complete',
      'desk.undo',
      'desk.complete',
    ]);
  });

  it('counts of a party only who was not served', async () => {
    const people = [someoneNew(), someoneNew()];
    const visit = await bookVisit(wang, TEN_THIRTY, people);
    service.setNow(at('09:00'));
    await takeTicket(wang, { people: [people[0]!] });
    await serveNext('09:10');

    await runTimers(at('12:00'));

    expect(await statusOf(wang, visit.id)).toBe('missed');
    expect(await counted()).toHaveLength(1);
  });

  it('checks in with the ticket that is held already, number kept and priority given', async () => {
    const person = someoneNew();
    await takeTicket(li);
    const { id, number } = await takeTicket(wang, { people: [person] });
    const visit = await bookVisit(wang, `xihu.appointment.${DAY}.0930`, [person]);
    service.setNow(at('09:15'));

    const { ticket } = await wang.get<{ ticket: Ticket }>('tickets', 'checkIn', {
      reservation: visit.id,
      presence: { arriveInMinutes: 0 },
    });

    expect(ticket).toMatchObject({ id, number, booked: true, reservation: visit.id });
    expect(await statusOf(wang, visit.id)).toBe('checked-in');
    const served = await serveNext('09:16');
    expect(served.ticket).toBe(id);
    expect(await statusOf(wang, visit.id)).toBe('completed');
  });

  it('leaves the visit as it is when its ticket is given back, and names a ticket that is in the way', async () => {
    const people = [someoneNew(), someoneNew()];
    const visit = await bookVisit(wang, `xihu.appointment.${DAY}.0930`, people);
    const { id, number } = await takeTicket(wang, { people: [people[0]!] });
    service.setNow(at('09:15'));
    const checkIn = { reservation: visit.id, presence: { arriveInMinutes: 0 } };

    expect(await wang.reply('tickets', 'checkIn', checkIn)).toMatchObject({
      error: { code: 'ALREADY_HAS_TICKET', details: { number, hall: 'xihu' } },
    });
    await wang.get('tickets', 'leave', { ticket: id });
    expect(await statusOf(wang, visit.id)).toBe('booked');
    expect(await wang.code('tickets', 'checkIn', checkIn)).toBe('OK');
  });

  it('forgives and lifts the pause when somebody comes late and is served all the same', async () => {
    const person = someoneNew();
    const visit = await bookVisit(wang, TEN_THIRTY, [person]);
    await sitDown(clerk, 1);
    service.setNow(at('09:00'));
    await takeTicket(li);
    await serveNext('09:10');
    await runTimers(at('11:45'));
    expect(await statusOf(wang, visit.id)).toBe('missed');
    const [row] = await counted();
    for (const weight of [1, 1]) {
      const other = await bookVisit(wang, `xihu.appointment.2026-11-25.0900`, [someoneNew()]);
      await database.rows(sql`insert into missed_visit (city, document_blind, reservation_id, account_id, weight, at)
        select city, ${row!.document_blind}, ${other.id}, account_id, ${weight}, ${new Date(at('08:00'))}
        from reservation where city = ${city} and id = ${other.id}`);
    }
    await runTimers(at('11:50'));
    const paused = () =>
      database.rows(sql`select 1 from booking_pause where city = ${city} and lifted_at is null`);
    expect(await paused()).toHaveLength(1);

    service.setNow(at('13:00'));
    await takeTicket(wang, { people: [person] });
    await serveNext('13:35');

    expect(await statusOf(wang, visit.id)).toBe('completed');
    expect(await counted()).toHaveLength(2);
    expect(await paused()).toEqual([]);
  });

  it('calls nothing missed while somebody waits, nor when the hall could not serve them', async () => {
    const person = someoneNew();
    const visit = await bookVisit(wang, TEN_THIRTY, [person]);
    service.setNow(at('09:00'));
    await takeTicket(li);
    await serveNext('09:05');
    await takeTicket(wang, { people: [person] });

    await runTimers(at('15:00'));
    expect(await statusOf(wang, visit.id)).toBe('booked');
    await runTimers('2026-11-24T08:00:00+08:00');
    await runTimers('2026-11-24T08:10:00+08:00');

    expect(await statusOf(wang, visit.id)).toBe('cancelled');
    expect(await counted()).toEqual([]);
  });
});

describe('whatever people, phones and clerks do on a day', () => {
  const steps = 22;

  /** What went wrong on a day, looked at in the tables that hold it. */
  async function disagreements() {
    return database.rows(sql`
      select 'served and counted' as what, missed_visit.reservation_id as id from missed_visit
      join reservation on reservation.id = missed_visit.reservation_id
      join applicant on applicant.reservation_id = reservation.id
        and applicant.document_blind = missed_visit.document_blind
      join ticket on ticket.status = 'served' and ticket.date = reservation.date
      join ticket_person on ticket_person.ticket_id = ticket.id
        and ticket_person.document_blind = applicant.document_blind and ticket_person.service = applicant.service
      where missed_visit.forgiven_at is null
      union all
      select 'ticket and visit differ', ticket.id from ticket join reservation on reservation.id = ticket.reservation_id
      where (ticket.status in ('waiting', 'called') and reservation.status <> 'checked-in')
        or (ticket.status = 'serving' and reservation.status <> 'serving')
        or (ticket.status = 'served' and reservation.status <> 'completed')
      union all
      select 'seat held by somebody gone', reservation.id from reservation
      join applicant on applicant.reservation_id = reservation.id
      where applicant.live <> (reservation.status in ('booked', 'checked-in', 'serving')) and reservation.date = ${DAY}
        and not (reservation.status = 'booked' and not applicant.live)`);
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'nobody who was served has missed it (day %i)',
    async (seed) => {
      const chance = randomness(seed * 7919);
      const people = [someoneNew(), someoneNew(), someoneNew()];
      const staff = { xihu: clerk, city: await service.staff('city:clerk') };
      const day = new Day(chance, people, [wang, li], staff);
      await day.begin();
      let minute = 8 * 60;
      for (let step = 0; step < steps; step += 1) {
        minute += chance.pick([5, 10, 20]);
        service.setNow(new Date(Date.parse(at('00:00')) + minute * 60_000).toISOString());
        await day.step();
        if (chance.below(3) === 0) await runTimers(service.dependencies.clock().toISOString());
        expect(await disagreements()).toEqual([]);
      }
      await runTimers('2026-11-24T07:00:00+08:00');
      await runTimers('2026-11-24T07:10:00+08:00');
      expect(await disagreements()).toEqual([]);
      expect(day.answers.size).toBeGreaterThan(6);
    },
  );
});

type HallName = (typeof halls)[number];
type Person = ReturnType<typeof someoneNew>;

interface Entry {
  readonly entry: DeskEntry;
}

interface Held {
  readonly id: string;
  readonly by: Citizen;
  readonly hall: HallName;
}

/** Random steps of citizens and clerks, each of whom may do anything at any time. */
class Day {
  readonly answers = new Set<string>();
  private readonly visits: Held[] = [];
  private readonly tickets: Held[] = [];

  private readonly chance: Randomness;
  private readonly people: readonly Person[];
  private readonly citizens: readonly Citizen[];
  private readonly staff: Readonly<Record<HallName, Citizen>>;

  constructor(
    chance: Randomness,
    people: readonly Person[],
    citizens: readonly Citizen[],
    staff: Readonly<Record<HallName, Citizen>>,
  ) {
    this.chance = chance;
    this.people = people;
    this.citizens = citizens;
    this.staff = staff;
  }

  async begin(): Promise<void> {
    for (const hall of halls) await this.ask(this.staff[hall], 'desk', 'openWindow', { hall, window: 1 });
  }

  step(): Promise<void> {
    const { book, take, issue, checkIn, checkInAtDesk, serve, leave, undo, giveUp, complete } = this;
    const often = [book, take, issue, checkIn, checkInAtDesk, serve, serve];
    return this.chance.pick([...often, ...often, leave, undo, giveUp, complete]).call(this);
  }

  private async book(): Promise<void> {
    const { by, hall, people } = this.wish();
    const slot = `${hall}.appointment.${DAY}.${this.chance.pick(['0930', '1030', '1100'])}`;
    const input = { slot, people, phone: '13812345678' };
    const made = await this.ask<{ reservation: Reservation }>(by, 'reservations', 'make', input);
    if (made !== undefined) this.visits.push({ id: made.reservation.id, by, hall });
  }

  private async take(): Promise<void> {
    const { by, hall, people } = this.wish();
    const input = { hall, people, presence: { arriveInMinutes: 0 } };
    this.hold({ by, hall }, (await this.ask<{ ticket: Ticket }>(by, 'tickets', 'take', input))?.ticket.id);
  }

  private async issue(): Promise<void> {
    const { by, hall, people } = this.wish();
    const given = await this.ask<Entry>(this.staff[hall], 'desk', 'issueTicket', { hall, people });
    this.hold({ by, hall }, given?.entry.ticket);
  }

  private async checkIn(): Promise<void> {
    const visit = this.oneOf(this.visits);
    if (visit === undefined) return;
    const input = { reservation: visit.id, presence: { arriveInMinutes: 0 } };
    const given = await this.ask<{ ticket: Ticket }>(visit.by, 'tickets', 'checkIn', input);
    this.hold(visit, given?.ticket.id);
  }

  private async checkInAtDesk(): Promise<void> {
    const visit = this.oneOf(this.visits);
    if (visit === undefined) return;
    const input = { hall: visit.hall, by: { reservation: visit.id } };
    const given = await this.ask<Entry>(this.staff[visit.hall], 'desk', 'checkIn', input);
    this.hold(visit, given?.entry.ticket);
  }

  private async serve(): Promise<void> {
    const hall = this.chance.pick(halls);
    const staff = this.staff[hall];
    const called = await this.ask<Partial<Entry>>(staff, 'desk', 'callNext', { hall, window: 1 });
    const ticket = called?.entry?.ticket;
    if (ticket === undefined) return;
    await this.ask(staff, 'desk', 'start', { hall, ticket });
    if (this.chance.below(3) > 0) await this.ask(staff, 'desk', 'complete', { hall, ticket });
  }

  private async leave(): Promise<void> {
    const ticket = this.oneOf(this.tickets);
    if (ticket !== undefined) await this.ask(ticket.by, 'tickets', 'leave', { ticket: ticket.id });
  }

  private undo(): Promise<void> {
    return this.atWindow('undo');
  }

  private giveUp(): Promise<void> {
    return this.atWindow('recall', 'noShow');
  }

  private complete(): Promise<void> {
    return this.atWindow('complete');
  }

  private async atWindow(...operations: readonly string[]): Promise<void> {
    const held = this.oneOf(this.tickets);
    if (held === undefined) return;
    const input = { hall: held.hall, ticket: held.id };
    for (const operation of operations) await this.ask(this.staff[held.hall], 'desk', operation, input);
  }

  private hold({ by, hall }: Omit<Held, 'id'>, id: string | undefined): void {
    if (id !== undefined) this.tickets.push({ id, by, hall });
  }

  private wish() {
    const { chance } = this;
    const some = this.people.filter(() => chance.below(2) === 0);
    const party = some.length === 0 ? this.people.slice(0, 1) : some;
    const services = chance.pick([['passport'], ['passport'], ['hkm-permit'], ['passport', 'hkm-permit']]);
    return {
      by: chance.pick(this.citizens),
      hall: chance.pick([...halls, 'xihu' as const]),
      people: party.map((person) => ({ person, services })),
    };
  }

  private oneOf<Item>(items: readonly Item[]): Item | undefined {
    return items.length === 0 ? undefined : this.chance.pick(items);
  }

  private async ask<Data>(by: Citizen, room: keyof Rooms, operation: string, input: unknown) {
    const reply = await by.reply(room, operation, input);
    const code = reply.ok ? 'OK' : reply.error.code;
    this.answers.add(`${operation} ${code}`);
    expect([operation, input, code]).not.toEqual([operation, input, 'INTERNAL']);
    expect([operation, input, code]).not.toEqual([operation, input, 'INVALID_INPUT']);
    return reply.ok ? (reply.data as Data) : undefined;
  }
}

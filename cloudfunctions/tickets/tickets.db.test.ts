import type { OutputOf } from '../../contract/rooms';
import type { Ticket, tickets } from '../../contract/tickets';
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
import { endQueues } from '../timers/endQueues';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const XIHU = { longitude: 120.147376, latitude: 30.272934 };

let database: Database;
let service: Service;

beforeAll(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, MONDAY_NINE);
});
beforeEach(async () => {
  await emptyHalls(database);
  service.setNow(MONDAY_NINE);
});
afterAll(() => database.close());

const follow = async (citizen: Citizen, ticket: string) =>
  (await citizen.get<{ ticket: Ticket }>('tickets', 'get', { ticket })).ticket;

describe('taking a ticket', () => {
  it('gives numbers in order, with the people masked', async () => {
    const wang = await service.citizen('wang');

    const first = await takeTicket(wang);
    const second = await takeTicket(wang, { people: [someoneNew(), someoneNew()] });

    expect(first).toMatchObject({ number: 'B001', status: 'waiting', ahead: 0, mayLeave: true });
    expect(second).toMatchObject({ number: 'B002', ahead: 1 });
    expect(second.people.map(({ name }) => name)).toEqual(['王*明', '王*明']);
  });

  it('never promises a time while no window calls', async () => {
    const wang = await service.citizen('wang');
    const ticket = await takeTicket(wang);
    expect(ticket.wait).toBeUndefined();

    await sitDown(await service.staff('xihu'), 1);

    expect((await follow(wang, ticket.id)).wait!.from).toBeGreaterThanOrEqual(1);
  });

  it('is for one person and service once, whoever asks', async () => {
    const people = [someoneNew()];
    await takeTicket(await service.citizen('wang'), { people });
    const li = await service.citizen('li');

    expect(await li.code('tickets', 'take', aTicketWish({ people }))).toBe('ALREADY_HAS_TICKET');
    expect(await li.code('tickets', 'take', aTicketWish({ people, service: 'hkm-permit' }))).toBe('OK');
  });

  it('answers a retry with the first ticket', async () => {
    const wang = await service.citizen('wang');
    const wish = { people: [someoneNew()] };
    const first = await takeTicket(wang, wish, 'take-key-1');

    expect((await takeTicket(wang, wish, 'take-key-1')).id).toBe(first.id);
    expect((await takeTicket(wang)).number).toBe('B002');
  });

  it('needs the person at the hall, near it, or there soon', async () => {
    const wang = await service.citizen('wang');
    const { entranceCode } = await (await service.staff('xihu')).get<{ entranceCode: string }>(
      'desk',
      'today',
      {
        hall: 'xihu',
      },
    );
    const ask = (presence: unknown) => wang.code('tickets', 'take', aTicketWish({ presence }));

    expect(await ask({ hallCode: entranceCode })).toBe('OK');
    expect(await ask({ hallCode: `${entranceCode.slice(0, -2)}AA` })).toBe('HALL_CODE_INVALID');
    expect(await ask({ near: XIHU })).toBe('OK');
    expect(await ask({ near: { longitude: 119.04, latitude: 29.6 } })).toBe('TOO_FAR_FOR_TICKET');
    expect(await ask({ arriveInMinutes: 31 })).toBe('TOO_FAR_FOR_TICKET');
    service.setNow('2026-11-24T09:00:00+08:00');
    expect(await ask({ hallCode: entranceCode })).toBe('HALL_CODE_INVALID');
  });

  it('is honest about closing time and says where one can still go', async () => {
    const wang = await service.citizen('wang');

    service.setNow('2026-11-23T16:30:00+08:00');
    expect(await wang.code('tickets', 'take', aTicketWish())).toBe('OK');
    service.setNow('2026-11-23T16:30:01+08:00');
    expect(await wang.code('tickets', 'take', aTicketWish())).toBe('NO_TICKETS_LEFT');
    service.setNow('2026-11-23T17:00:00+08:00');
    expect(await wang.code('tickets', 'take', aTicketWish())).toBe('HALL_CLOSED');
    service.setNow('2026-11-22T10:00:00+08:00');
    expect(await wang.code('tickets', 'take', aTicketWish())).toBe('HALL_CLOSED');
  });

  it('keeps an account from taking a hall’s numbers one by one, given back or not, over all halls', async () => {
    await database.rows(sql`update booking_rule set value = 6 where name = 'ticketsPerDayPerAccount'`);
    // Rules are believed for some seconds by whoever has read them: another name for the database has read nothing.
    const own = await openService({ ...database }, MONDAY_NINE);
    const greedy = await own.citizen('greedy');
    const codes: string[] = [];
    for (let index = 0; index < 20; index += 1) {
      const wish = aTicketWish({ hall: index % 2 === 0 ? 'xihu' : 'city' });
      const reply = await greedy.reply('tickets', 'take', wish);
      codes.push(reply.ok ? 'OK' : reply.error.code);
      if (reply.ok && index % 3 === 0) {
        await greedy.get('tickets', 'leave', { ticket: (reply.data as { ticket: Ticket }).ticket.id });
      }
    }
    const honest = await takeTicket(await own.citizen('honest'));
    const issue = { hall: 'xihu', people: [{ person: someoneNew(), services: ['passport'] }] };
    const byDesk = await (await own.staff('xihu:clerk')).code('desk', 'issueTicket', issue);
    await database.rows(sql`update booking_rule set value = 1000000 where name = 'ticketsPerDayPerAccount'`);

    expect(codes).toEqual([...Array(6).fill('OK'), ...Array(14).fill('TOO_MANY_TICKETS')]);
    expect([honest.status, byDesk]).toEqual(['waiting', 'OK']);
  });

  it('stops when the queue would last past closing', async () => {
    service.setNow('2026-11-23T15:00:00+08:00');
    const wang = await service.citizen('wang');
    const at = { hall: 'tonglu' };
    await sitDown(await service.staff('tonglu'), 1, 'tonglu');
    const codes: string[] = [];
    for (let index = 0; index < 30; index += 1) {
      codes.push(await wang.code('tickets', 'take', aTicketWish(at)));
    }

    // Two hours and the half hour of overtime, six minutes for each.
    expect(codes.filter((code) => code === 'OK')).toHaveLength(26);
    expect(codes.at(-1)).toBe('NO_TICKETS_LEFT');
    const { halls } = await wang.get<OutputOf<typeof tickets.halls>>('tickets', 'halls', {
      service: 'passport',
    });
    expect(halls.find(({ hall }) => hall === 'tonglu')).toMatchObject({
      givesTickets: false,
      because: 'full',
    });
    expect(halls[0]).toMatchObject({ givesTickets: true });
  });

  it('sends those of sixty and older to the green channel by their document', async () => {
    const wang = await service.citizen('wang');

    const elder = await takeTicket(wang, { people: [someoneNew({ birthDate: '1960-01-01' })] });
    const pregnant = await takeTicket(wang, { green: 'pregnant' });
    const young = await takeTicket(wang, { green: 'elder' });

    expect([elder.green, pregnant.green, young.green]).toEqual(['elder', 'pregnant', undefined]);
  });
});

describe('following a ticket', () => {
  it('tells how many are ahead, then to come, then the window', async () => {
    const wang = await service.citizen('wang');
    const clerk = await sitDown(await service.staff('xihu'), 3);
    const [first, second] = [await takeTicket(wang), await takeTicket(wang)];

    expect(await follow(wang, second.id)).toMatchObject({ ahead: 1, comeNow: true });
    const called = await clerk.callNext();
    expect(called?.ticket).toBe(first.id);
    expect(await follow(wang, first.id)).toMatchObject({ status: 'called', window: 3, calledAgain: false });
    expect(await follow(wang, second.id)).toMatchObject({ status: 'waiting', ahead: 0 });

    await clerk.recall(first.id);
    expect(await follow(wang, first.id)).toMatchObject({ calledAgain: true });
    service.setNow('2026-11-23T09:02:00+08:00');
    await clerk.noShow(first.id);
    expect(await follow(wang, first.id)).toMatchObject({ status: 'waiting', ahead: 1, misses: 1 });
  });

  it('shows what was accepted and when it is ready', async () => {
    const wang = await service.citizen('wang');
    const clerk = await sitDown(await service.staff('xihu'), 3);
    const { id } = await takeTicket(wang);
    await clerk.callNext();
    await clerk.start(id);
    await clerk.complete(id);

    const { status, people } = await follow(wang, id);

    expect(status).toBe('served');
    expect(people[0]!.services).toEqual([{ service: 'passport', accepted: true, promisedOn: '2026-12-02' }]);
  });

  it('shows nobody else’s ticket, on the display neither', async () => {
    const { id } = await takeTicket(await service.citizen('wang'));
    const li = await service.citizen('li');
    const clerk = await sitDown(await service.staff('xihu'), 3);
    await clerk.callNext();

    expect(await li.code('tickets', 'get', { ticket: id })).toBe('NOT_FOUND');
    expect(await li.code('tickets', 'leave', { ticket: id })).toBe('NOT_FOUND');
    expect(await li.get('tickets', 'display', { hall: 'xihu' })).toMatchObject({
      called: [{ number: 'B001', window: 3, again: false }],
      windowsOpen: 1,
    });
  });

  it('lets go of the place, after which the person may take another', async () => {
    const wang = await service.citizen('wang');
    const people = [someoneNew()];
    const { id } = await takeTicket(wang, { people });

    const { ticket } = await wang.get<{ ticket: Ticket }>('tickets', 'leave', { ticket: id });

    expect(ticket).toMatchObject({ status: 'left', mayLeave: false });
    expect(await wang.code('tickets', 'leave', { ticket: id })).toBe('OK');
    expect((await takeTicket(wang, { people })).number).toBe('B002');
  });
});

describe('checking in for an appointment', () => {
  const AT_NINE = 'xihu.appointment.2026-11-24.0900';
  const arrive = { arriveInMinutes: 0 };

  it.each([
    ['08:29', 'TOO_EARLY_TO_CHECK_IN', undefined],
    ['08:30', 'OK', true],
    ['09:15', 'OK', true],
    ['09:16', 'OK', false],
    ['10:00', 'OK', false],
    ['10:01', 'VISIT_MISSED', undefined],
  ])('at %s is %s, with priority %s', async (time, code, booked) => {
    const wang = await service.citizen('wang');
    const { id } = await bookVisit(wang, AT_NINE);
    service.setNow(`2026-11-24T${time}:00+08:00`);

    expect(await wang.code('tickets', 'checkIn', { reservation: id, presence: arrive })).toBe(code);

    const { tickets: mine } = await wang.get<{ tickets: Ticket[] }>('tickets', 'listMine', {});
    expect(mine[0]?.booked).toBe(booked);
  });

  it('gives the same ticket the second time, and none to a stranger', async () => {
    const wang = await service.citizen('wang');
    const { id } = await bookVisit(wang, AT_NINE);
    service.setNow('2026-11-24T08:45:00+08:00');
    const checkIn = async () =>
      (await wang.get<{ ticket: Ticket }>('tickets', 'checkIn', { reservation: id, presence: arrive }))
        .ticket;

    const first = await checkIn();

    expect(first).toMatchObject({ number: 'A001', reservation: id, booked: true });
    expect((await checkIn()).id).toBe(first.id);
    const li = await service.citizen('li');
    expect(await li.code('tickets', 'checkIn', { reservation: id, presence: arrive })).toBe('NOT_FOUND');
  });
});

describe('the end of the day', () => {
  it('expires tickets, frees their people, and never counts it against an appointment', async () => {
    const wang = await service.citizen('wang');
    const people = [someoneNew()];
    const walkIn = await takeTicket(wang, { people });
    const visit = await bookVisit(wang, 'xihu.appointment.2026-11-23.1030');
    service.setNow('2026-11-23T10:15:00+08:00');
    await wang.get('tickets', 'checkIn', { reservation: visit.id, presence: { arriveInMinutes: 0 } });

    expect(await endQueues(service.dependencies, city, new Date('2026-11-23T23:59:00+08:00'))).toBe(0);
    const next = new Date('2026-11-24T00:01:00+08:00');
    expect(await endQueues(service.dependencies, city, next)).toBe(2);
    expect(await endQueues(service.dependencies, city, next)).toBe(0);

    service.setNow('2026-11-24T09:00:00+08:00');
    expect((await follow(wang, walkIn.id)).status).toBe('expired');
    expect(await wang.get('reservations', 'get', { reservation: visit.id })).toMatchObject({
      reservation: { status: 'cancelled' },
    });
    expect((await takeTicket(wang, { people })).number).toBe('B001');
  });

  it('calls a visit missed an hour after its start, but only where the hall was calling', async () => {
    const wang = await service.citizen('wang');
    const [xihu, gongshu] = [
      await bookVisit(wang, 'xihu.appointment.2026-11-23.1030'),
      await bookVisit(wang, 'gongshu.appointment.2026-11-23.1030'),
    ];
    const clerk = await sitDown(await service.staff('xihu'), 1);
    await takeTicket(wang);
    await clerk.callNext();
    const end = (time: string) =>
      endQueues(service.dependencies, city, new Date(`2026-11-23T${time}:00+08:00`));

    expect(await end('11:30')).toBe(0);
    expect(await end('11:31')).toBe(1);

    const statuses = await database.rows<{ id: string; status: string }>(sql`
      select id, status from reservation where city = ${city} order by hall desc`);
    expect(statuses).toEqual([
      { id: xihu.id, status: 'missed' },
      { id: gongshu.id, status: 'booked' },
    ]);
  });
});

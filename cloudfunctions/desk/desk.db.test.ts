import type { DeskEntry, desk } from '../../contract/desk';
import { type DeskOperation, operations } from '../../contract/operations';
import type { Reservation } from '../../contract/reservations';
import type { OutputOf } from '../../contract/rooms';
import { mayActAt } from '../../domain/desk/permissions';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { bookVisit, emptyHalls, sitDown, someoneNew, takeTicket } from '../../tests/support/queue';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import { withoutFairness } from '../../tests/support/withoutFairness';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { endMoveOffers } from '../timers/endMoveOffers';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const hall = 'xihu';

let database: Database;
let service: Service;
let wang: Citizen;
let clerk: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, MONDAY_NINE);
});
beforeEach(async () => {
  await emptyHalls(database);
  service.setNow(MONDAY_NINE);
  wang = await service.citizen('wang');
  clerk = await service.staff('xihu:clerk');
});
afterAll(() => database.close());

const seconds = (count: number) =>
  service.setNow(new Date(Date.parse(MONDAY_NINE) + count * 1000).toISOString());

const aWish = (
  slot: string,
  { people = [someoneNew()], ...more }: { people?: object[]; students?: boolean } = {},
) => ({
  slot,
  people: people.map((person) => ({ person, services: ['passport'] })),
  phone: '13812345678',
  ...more,
});

describe('who may do what', () => {
  const id = '01999999-0000-7000-8000-000000000000';
  const person = someoneNew();
  const inputs: Record<DeskOperation, object> = {
    today: {},
    find: { text: 'B001' },
    checkIn: { by: { reservation: id } },
    issueTicket: { people: [{ person, services: ['passport'] }] },
    freeDocument: { documentType: person.documentType, documentNumber: person.documentNumber },
    windows: {},
    openWindow: { window: 9 },
    takeWindow: { window: 9 },
    closeWindow: { window: 9 },
    callNext: { window: 9 },
    recall: { ticket: id },
    start: { ticket: id },
    complete: { ticket: id },
    correctAcceptance: { ticket: id, accepted: [], reason: 'wrong-tap' },
    noShow: { ticket: id },
    transfer: { ticket: id, lane: 'urgent' },
    undo: { ticket: id },
    listDocuments: {},
    advanceDocuments: { to: 'ready', by: { documents: [id] } },
    correctDocument: { document: id, from: 'ready', reason: 'too-early' },
    capacity: { lane: 'appointment', date: '2026-11-24' },
    setCapacity: { lane: 'appointment', date: '2026-11-24', from: '09:00', to: '10:00', seats: 3 },
    openSession: {
      lane: 'student',
      date: '2026-11-28',
      from: '09:00',
      to: '11:00',
      windows: 1,
      seats: 2,
      services: ['passport'],
    },
    listKiosks: {},
    setKiosk: { kiosk: 'xihu-hall', inService: true },
    closeEarly: { date: '2026-11-24', at: '16:00' },
    reopen: { date: '2026-11-24' },
    listRequests: {},
    getRequest: { request: id },
    openEvidence: { request: id, evidence: id },
    review: { request: id, decision: 'refused' },
    numbers: { from: '2026-11-23', to: '2026-11-23' },
  };
  const posts = [
    ['a clerk of this hall', 'xihu:clerk', { role: 'clerk', hall: 'xihu' }],
    ['a clerk of another hall', 'city:clerk', { role: 'clerk', hall: 'city' }],
    ['the lead of this hall', 'xihu', { role: 'lead', hall: 'xihu' }],
    ['the lead of another hall', 'city', { role: 'lead', hall: 'city' }],
    ['the city’s supervisor', '*', { role: 'supervisor', hall: '*' }],
  ] as const;

  it.each(posts)('every operation answers %s as the table says', async (_who, post, place) => {
    const staff = await service.staff(post);
    for (const operation of Object.keys(operations.desk) as DeskOperation[]) {
      const code = await staff.code('desk', operation, { hall, ...inputs[operation] });
      const may = mayActAt(place, operations.desk[operation].role, hall);
      expect([operation, code !== 'NOT_ALLOWED']).toEqual([operation, may]);
      expect([operation, code]).not.toEqual([operation, 'INVALID_INPUT']);
    }
  });

  it('nothing at the desk answers a citizen or a stranger', async () => {
    for (const operation of Object.keys(operations.desk) as DeskOperation[]) {
      const input = { hall, ...inputs[operation] };
      expect(await wang.code('desk', operation, input)).toBe('NOT_ALLOWED');
      expect(await service.call('desk', operation, input)).toMatchObject({
        error: { code: 'NOT_SIGNED_IN' },
      });
    }
  });

  it('no ticket of another hall can be touched through one’s own', async () => {
    const { id: ticket } = await takeTicket(wang, { hall: 'city' });

    for (const operation of ['recall', 'start', 'complete', 'noShow', 'undo'] as const) {
      expect(await clerk.code('desk', operation, { hall, ticket })).toBe('NOT_FOUND');
    }
  });
});

describe('checking people in', () => {
  const slot = 'xihu.appointment.2026-11-24.0900';

  it('takes a scanned pass on its day, and not the day after', async () => {
    const { pass, id } = await bookVisit(wang, slot);
    service.setNow('2026-11-24T08:50:00+08:00');
    const { entry } = await clerk.get<{ entry: DeskEntry }>('desk', 'checkIn', { hall, by: { pass } });

    expect(entry).toMatchObject({ status: 'waiting', number: 'A001', reservation: id, booked: true });
    service.setNow('2026-11-25T08:50:00+08:00');
    expect(await clerk.code('desk', 'checkIn', { hall, by: { pass } })).toBe('PASS_INVALID');
  });

  it('takes the code, tells the hall and the day when they are others', async () => {
    const { code } = await bookVisit(wang, slot);
    const other = await bookVisit(wang, 'city.appointment.2026-11-24.0900');
    expect(await clerk.code('desk', 'checkIn', { hall, by: { code } })).toBe('OTHER_DAY');
    service.setNow('2026-11-24T08:50:00+08:00');

    expect(await clerk.code('desk', 'checkIn', { hall, by: { code: other.code } })).toBe('OTHER_HALL');
    expect(await clerk.code('desk', 'checkIn', { hall, by: { code: code.toLowerCase() } })).toBe('OK');
    expect(await clerk.code('desk', 'checkIn', { hall, by: { code: 'ZZZZZZZZ' } })).toBe('NOT_FOUND');
  });

  it('can be taken back for a minute, and then done again', async () => {
    const { id } = await bookVisit(wang, slot);
    service.setNow('2026-11-24T08:50:00+08:00');
    const checkIn = async () =>
      (await clerk.get<{ entry: DeskEntry }>('desk', 'checkIn', { hall, by: { reservation: id } })).entry;
    const { ticket } = await checkIn();

    await clerk.get('desk', 'undo', { hall, ticket });

    expect(await statusOf(id)).toBe('booked');
    expect((await checkIn()).ticket).not.toBe(ticket);
    expect(await statusOf(id)).toBe('checked-in');
  });

  it('gives a ticket to somebody without a phone, once for a person and service', async () => {
    const people = [{ person: someoneNew(), services: ['passport'] }];

    const { entry } = await clerk.get<{ entry: DeskEntry }>('desk', 'issueTicket', { hall, people });

    expect(entry).toMatchObject({ number: 'B001', status: 'waiting', undo: { action: 'desk.issueTicket' } });
    expect(await clerk.code('desk', 'issueTicket', { hall, people })).toBe('ALREADY_HAS_TICKET');
  });
});

const statusOf = async (reservation: string) =>
  (await wang.get<{ reservation: Reservation }>('reservations', 'get', { reservation })).reservation.status;

describe('finding somebody', () => {
  it('goes by code, ticket number, name and last characters, and shows them masked', async () => {
    const person = someoneNew({ name: '欧阳修文' });
    const visit = await bookVisit(wang, 'xihu.appointment.2026-11-23.1030', [person]);
    const walkIn = await takeTicket(wang, { people: [someoneNew({ name: '司马光' })] });
    const find = async (text: string) =>
      (await clerk.get<{ entries: DeskEntry[] }>('desk', 'find', { hall, text })).entries;

    expect((await find(visit.code.slice(0, 5).toLowerCase()))[0]?.reservation).toBe(visit.id);
    expect((await find('欧阳'))[0]).toMatchObject({
      reservation: visit.id,
      status: 'booked',
      start: '10:30',
    });
    expect((await find(person.documentNumber.slice(-4)))[0]?.reservation).toBe(visit.id);
    expect((await find('b001'))[0]?.ticket).toBe(walkIn.id);
    expect(JSON.stringify(await find('司马'))).not.toContain('司马光');
    expect(await find('诸葛')).toEqual([]);
  });
});

describe('an instance that has just started', () => {
  /** Memories belong to a database: another one by name has none, so that whatever is read is read now. */
  const forgetAll = () => Object.assign(service.dependencies, { database: { ...database } });
  afterEach(() => Object.assign(service.dependencies, { database }));

  it('never waits for its own transaction: the embedded database has one connection', async () => {
    const { id } = await bookVisit(wang, 'xihu.appointment.2026-11-23.1000');
    const later = await bookVisit(wang, 'xihu.appointment.2026-11-24.1000');
    const lead = await service.staff('xihu');
    service.setNow('2026-11-23T09:45:00+08:00');
    const ask = async <Data>(operation: string, input: object) => {
      forgetAll();
      return lead.get<Data>('desk', operation, { hall, ...input });
    };

    const by = { reservation: id };
    const { entry } = await ask<{ entry: DeskEntry }>('checkIn', { by });
    await ask('openWindow', { window: 8 });
    await ask('callNext', { window: 8 });
    for (const step of ['recall', 'start', 'complete', 'undo']) await ask(step, { ticket: entry.ticket });
    await ask('issueTicket', { people: [{ person: someoneNew(), services: ['passport'] }] });
    const when = { lane: 'appointment', date: '2026-11-24', from: '10:00', to: '10:30' };
    const { affected } = await ask<OutputOf<typeof desk.setCapacity>>('setCapacity', {
      ...when,
      seats: 0,
      apply: true,
    });
    expect(affected.map(({ reservation }) => reservation)).toEqual([later.id]);
  });
});

describe('the lists of a day', () => {
  const listed = async (show: string) => {
    const day = await clerk.get<OutputOf<typeof desk.today>>('desk', 'today', { hall, show });
    return { counts: day.counts, shown: day.entries.map(({ code, number }) => number ?? code) };
  };

  it('hold as many as their counts say, whoever missed a visit without a ticket among them', async () => {
    const { pass } = await bookVisit(wang, 'xihu.appointment.2026-11-23.1000');
    const missed = await bookVisit(wang, 'xihu.appointment.2026-11-23.1030');
    const comes = await bookVisit(wang, 'xihu.appointment.2026-11-23.1100');
    await database.rows(sql`
      update reservation set status = 'missed' where city = ${city} and id = ${missed.id}`);
    service.setNow('2026-11-23T09:45:00+08:00');
    const { entry } = await clerk.get<{ entry: DeskEntry }>('desk', 'checkIn', { hall, by: { pass } });
    const window = await sitDown(clerk, 7);

    expect(await listed('coming')).toMatchObject({ counts: { coming: 1 }, shown: [comes.code] });
    expect(await listed('waiting')).toMatchObject({ counts: { waiting: 1 }, shown: [entry.number] });
    expect(await listed('missed')).toMatchObject({ counts: { missed: 1 }, shown: [missed.code] });
    await window.callNext();
    await window.start(entry.ticket!);
    await window.complete(entry.ticket!);
    expect(await listed('served')).toMatchObject({ counts: { served: 1 }, shown: [entry.number] });
    expect(await listed('missed')).toMatchObject({ counts: { missed: 1 }, shown: [missed.code] });
  });
});

describe('at the window', () => {
  it('needs a window of one’s own that is free', async () => {
    expect(await clerk.code('desk', 'callNext', { hall, window: 1 })).toBe('WINDOW_NOT_OPEN');
    const window = await sitDown(clerk, 1);
    const colleague = await service.staff('xihu:clerk:li');
    expect(await colleague.code('desk', 'openWindow', { hall, window: 1 })).toBe('WINDOW_TAKEN');
    expect(await colleague.code('desk', 'callNext', { hall, window: 1 })).toBe('WINDOW_TAKEN');
    expect(await window.callNext()).toBeUndefined();
    await takeTicket(wang);
    await takeTicket(wang);
    await window.callNext();
    expect(await clerk.code('desk', 'callNext', { hall, window: 1 })).toBe('WINDOW_BUSY');
    expect(await clerk.code('desk', 'closeWindow', { hall, window: 1 })).toBe('WINDOW_BUSY');
  });

  it('serves an appointment from check-in to the collection date', async () => {
    const { id } = await bookVisit(wang, 'xihu.appointment.2026-11-24.0900', [someoneNew(), someoneNew()]);
    service.setNow('2026-11-24T08:50:00+08:00');
    await clerk.get('desk', 'checkIn', { hall, by: { reservation: id } });
    const window = await sitDown(clerk, 1);
    const { ticket } = (await window.callNext())!;
    await window.start(ticket!);
    expect(await statusOf(id)).toBe('serving');

    const done = await window.complete(ticket!, { accepted: [{ position: 0, service: 'passport' }] });

    expect(done.people.map(({ services }) => services[0])).toEqual([
      { service: 'passport', accepted: true, promisedOn: '2026-12-03' },
      { service: 'passport', accepted: false },
    ]);
    expect(await statusOf(id)).toBe('completed');
  });

  it('calls once more before it gives somebody up, then to the back, then ends the ticket', async () => {
    const window = await sitDown(clerk, 1);
    const { id } = await takeTicket(wang);
    await window.callNext();
    expect(await clerk.code('desk', 'noShow', { hall, ticket: id })).toBe('RECALL_FIRST');
    await window.recall(id);
    expect(await window.noShow(id)).toMatchObject({ status: 'waiting', misses: 1 });

    await window.callNext();
    await window.recall(id);

    expect(await window.noShow(id)).toMatchObject({ status: 'missed', misses: 2 });
    expect(await window.callNext()).toBeUndefined();
  });

  it('sends somebody on to another window, which calls them first and alone', async () => {
    const first = await sitDown(clerk, 1);
    const second = await sitDown(await service.staff('xihu:clerk:li'), 2);
    const [one, two] = [await takeTicket(wang), await takeTicket(wang)];
    await first.callNext();
    await first.start(one.id);

    expect(await first.transfer(one.id, { window: 2 })).toMatchObject({ status: 'waiting', forWindow: 2 });
    expect((await first.callNext())?.ticket).toBe(two.id);
    expect((await second.callNext())?.ticket).toBe(one.id);
    expect(await clerk.code('desk', 'transfer', { hall, ticket: two.id, window: 8 })).toBe('WINDOW_NOT_OPEN');
  });

  it('loses nobody who was sent on to a window that closes', async () => {
    const first = await sitDown(clerk, 1);
    const li = await service.staff('xihu:clerk:li');
    await sitDown(li, 2);
    const { id } = await takeTicket(wang);
    await first.callNext();
    await first.transfer(id, { window: 2 });
    expect(await first.callNext()).toBeUndefined();

    await li.get('desk', 'closeWindow', { hall, window: 2 });

    expect((await first.callNext())?.ticket).toBe(id);
  });

  it('keeps a lane to the windows that serve it', async () => {
    const special = await sitDown(clerk, 1, hall, ['urgent', 'enterprise']);
    const general = await sitDown(await service.staff('xihu:clerk:li'), 2);
    const { id } = await takeTicket(wang);
    expect(await special.callNext()).toBeUndefined();
    await general.callNext();

    await general.transfer(id, { lane: 'urgent' });

    expect((await special.callNext())?.ticket).toBe(id);
  });

  it.each([
    ['callNext', 'called', 'waiting'],
    ['start', 'serving', 'called'],
    ['complete', 'served', 'serving'],
  ] as const)('takes back %s within a minute, its own and only once', async (step, after, before) => {
    const window = await sitDown(clerk, 1);
    const { id } = await takeTicket(wang);
    await window.callNext();
    if (step !== 'callNext') await window.start(id);
    if (step === 'complete') await window.complete(id);
    const colleague = await service.staff('xihu:clerk:li');

    seconds(60);
    expect(await colleague.code('desk', 'undo', { hall, ticket: id })).toBe('TOO_LATE_TO_UNDO');
    const undone = await window.undo(id);

    expect([after, undone.status, undone.people[0]!.services[0]]).toEqual([
      after,
      before,
      { service: 'passport' },
    ]);
    expect(await clerk.code('desk', 'undo', { hall, ticket: id })).toBe('TOO_LATE_TO_UNDO');
  });

  it('is too late to undo after a minute', async () => {
    const window = await sitDown(clerk, 1);
    const { id } = await takeTicket(wang);
    await window.callNext();
    seconds(61);

    expect(await clerk.code('desk', 'undo', { hall, ticket: id })).toBe('TOO_LATE_TO_UNDO');
  });

  it('does once what a phone sends twice', async () => {
    const window = await sitDown(clerk, 1);
    const { id } = await takeTicket(wang);
    await takeTicket(wang);
    const called = await window.callNext('call-key-1');
    await window.start(id, {}, 'start-key-1');

    expect((await window.callNext('call-key-1'))?.ticket).toBe(called?.ticket);
    expect((await window.start(id, {}, 'start-key-1')).status).toBe('serving');
    await window.complete(id, {}, 'done-key-1');
    expect((await window.complete(id, {}, 'done-key-1')).status).toBe('served');
  });

  it('keeps two to one and the green channel over real tickets', async () => {
    for (let index = 0; index < 6; index += 1) await takeTicket(wang);
    await takeTicket(wang, { people: [someoneNew({ birthDate: '1950-01-01' })] });
    service.setNow('2026-11-23T08:00:00+08:00');
    for (let index = 0; index < 4; index += 1) {
      await bookVisit(await service.citizen(`booked-${index}`), 'xihu.appointment.2026-11-23.0930');
    }
    service.setNow('2026-11-23T09:05:00+08:00');
    const { entries } = await clerk.get<OutputOf<typeof desk.today>>('desk', 'today', {
      hall,
      show: 'coming',
    });
    for (const { reservation } of entries) {
      await clerk.get('desk', 'checkIn', { hall, by: { reservation } });
    }
    const window = await sitDown(clerk, 1);
    const letters: string[] = [];
    for (let index = 0; index < 8; index += 1) {
      const entry = (await window.callNext())!;
      letters.push(entry.green === undefined ? entry.number![0]! : 'green');
      await window.start(entry.ticket!);
      await window.complete(entry.ticket!);
    }

    expect(letters).toEqual(['green', 'A', 'A', 'B', 'A', 'A', 'B', 'B']);
  });

  it('writes down who did what, before and after', async () => {
    const window = await sitDown(clerk, 1);
    const { id } = await takeTicket(wang);
    await window.callNext();
    await window.start(id);
    await window.undo(id);

    const rows = await database.rows<{
      action: string;
      actor: string;
      before: object | null;
      after: object;
    }>(sql`
      select action, actor, before, after from audit_entry where subject = ${`ticket:${id}`} order by id`);

    expect(rows.map(({ action }) => action)).toEqual([
      'tickets.take',
      'desk.callNext',
      'desk.start',
      'desk.undo',
    ]);
    expect(rows[1]).toMatchObject({
      before: { status: 'waiting', window: null },
      after: { status: 'called', window: 1 },
    });
    expect(rows[1]!.actor).toMatch(/^staff:/);
  });
});

describe('capacity', () => {
  const lane = 'appointment';
  const date = '2026-11-25';
  const slot = `${hall}.${lane}.${date}.0900`;
  const wish = { hall, lane, date, from: '09:00', to: '09:30' };
  let lead: Citizen;

  beforeEach(async () => {
    lead = await service.staff('xihu');
  });

  const seatsOf = async (id: string) => {
    const [where, , day, time] = id.split('.');
    const { sessions } = await (await service.staff('*')).get<OutputOf<typeof desk.capacity>>(
      'desk',
      'capacity',
      {
        hall: where,
        lane,
        date: day,
      },
    );
    return sessions.flatMap(({ slots }) => slots).find(({ start }) => start.replace(':', '') === time)!;
  };

  it('is raised and cut freely where nobody is booked', async () => {
    await lead.get('desk', 'setCapacity', { ...wish, seats: 20, apply: true });
    expect(await seatsOf(slot)).toMatchObject({ capacity: 20 });
    await lead.get('desk', 'setCapacity', { ...wish, seats: 0, apply: true });
    expect(await seatsOf(slot)).toMatchObject({ capacity: 0 });
  });

  it('shows first whom a cut would touch, the last to book, and changes nothing', async () => {
    await bookVisit(wang, slot);
    service.setNow('2026-11-23T09:01:00+08:00');
    const second = await bookVisit(wang, slot);
    const before = await seatsOf(slot);

    const shown = await lead.get<OutputOf<typeof desk.setCapacity>>('desk', 'setCapacity', {
      ...wish,
      seats: 1,
    });

    expect(shown).toMatchObject({ applied: false, affected: [{ reservation: second.id, slot }] });
    expect(shown.affected[0]!.offer).toMatch(/^xihu\.appointment\.2026-11-25\.(0830|0930)$/);
    expect(await seatsOf(slot)).toEqual(before);
  });

  it('cancels nobody: it holds another seat, tells them, and moves them with one tap', async () => {
    await bookVisit(wang, slot);
    service.setNow('2026-11-23T09:01:00+08:00');
    const second = await bookVisit(wang, slot, [someoneNew(), someoneNew()]);
    const { affected } = await lead.get<OutputOf<typeof desk.setCapacity>>('desk', 'setCapacity', {
      ...wish,
      seats: 1,
      apply: true,
    });
    const offer = affected[0]!.offer!;
    expect(await seatsOf(slot)).toMatchObject({ capacity: 3, booked: 3, wanted: 1 });
    expect(await seatsOf(offer)).toMatchObject({ booked: 2 });
    const messages = await database.rows(sql`
      select kind from notification where city = ${city} and subject = ${`reservation:${second.id}`}`);
    expect(messages).toEqual([{ kind: 'visit.move-offered' }]);
    const shown = await wang.get<{ reservation: Reservation }>('reservations', 'get', {
      reservation: second.id,
    });
    expect(shown.reservation.moveOffer?.slot).toBe(offer);

    const accept = () =>
      wang.get<{ reservation: Reservation }>('reservations', 'acceptMove', { reservation: second.id });
    const { reservation } = await accept();

    expect(reservation).toMatchObject({ slot: offer, status: 'booked', code: second.code });
    expect(reservation.moveOffer).toBeUndefined();
    expect(await seatsOf(slot)).toMatchObject({ capacity: 1, booked: 1 });
    expect(await seatsOf(offer)).toMatchObject({ booked: 2 });
    await accept();
    expect(await seatsOf(offer)).toMatchObject({ booked: 2 });
  });

  it('lets the owner stay, and gives the held seat back', async () => {
    const { id } = await bookVisit(wang, slot);
    const { affected } = await lead.get<OutputOf<typeof desk.setCapacity>>('desk', 'setCapacity', {
      ...wish,
      seats: 0,
      apply: true,
    });

    const { reservation } = await wang.get<{ reservation: Reservation }>('reservations', 'declineMove', {
      reservation: id,
    });

    expect(reservation).toMatchObject({ slot, status: 'booked' });
    expect(await seatsOf(affected[0]!.offer!)).toMatchObject({ booked: 0 });
    expect(await wang.code('reservations', 'acceptMove', { reservation: id })).toBe('OFFER_OVER');
  });

  it('gives the held seat back when nobody answers in time or the visit is cancelled', async () => {
    const [one, two] = [await bookVisit(wang, slot), await bookVisit(wang, slot)];
    const { affected } = await lead.get<OutputOf<typeof desk.setCapacity>>('desk', 'setCapacity', {
      ...wish,
      seats: 0,
      apply: true,
    });
    const offers = affected.map(({ offer }) => offer!);
    service.setNow('2026-11-23T09:05:00+08:00');
    await wang.get('reservations', 'cancel', { reservation: one.id });

    await endMoveOffers(service.dependencies, city, new Date('2026-11-23T09:06:00+08:00'));
    const held = async () =>
      (await Promise.all([...new Set(offers)].map(seatsOf))).reduce((sum, { booked }) => sum + booked, 0);
    expect(await held()).toBe(1);
    expect(await seatsOf(slot)).toMatchObject({ capacity: 1, booked: 1 });

    await endMoveOffers(service.dependencies, city, new Date('2026-11-24T09:06:00+08:00'));
    expect(await held()).toBe(0);
    service.setNow('2026-11-24T09:06:00+08:00');
    expect(await wang.code('reservations', 'acceptMove', { reservation: two.id })).toBe('OFFER_OVER');
  });

  it('opens a session that did not exist, bookable at once, and none over another', async () => {
    const session = {
      hall,
      lane: 'student',
      date: '2026-11-29',
      from: '09:00',
      to: '11:00',
      windows: 2,
      seats: 4,
      services: ['passport'],
    };
    const { sessions } = await lead.get<OutputOf<typeof desk.openSession>>('desk', 'openSession', session);
    expect(sessions[0]!.slots).toHaveLength(4);

    expect(await lead.code('desk', 'openSession', { ...session, from: '10:30', to: '12:00' })).toBe(
      'SESSION_EXISTS',
    );
    const { slot: first } = sessions[0]!.slots[0]!;
    expect(await wang.code('reservations', 'make', aWish(first))).toBe('STUDENTS_ONLY');
    const young = { slot: first, students: true, people: [someoneNew({ birthDate: '2006-05-01' })] };
    expect(await wang.code('reservations', 'make', aWish(first, young))).toBe('OK');
  });

  it('closes early: no more tickets, another seat for everyone booked later', async () => {
    const today = '2026-11-23';
    const late = await bookVisit(wang, `${hall}.${lane}.${today}.1600`);
    const early = await bookVisit(wang, `${hall}.${lane}.${today}.1030`);

    const { affected } = await lead.get<OutputOf<typeof desk.closeEarly>>('desk', 'closeEarly', {
      hall,
      date: today,
      at: '15:00',
      apply: true,
    });

    expect(affected.map(({ reservation }) => reservation)).toEqual([late.id]);
    expect(
      affected[0]!.offer! < `${hall}.${lane}.${today}.1430` || !affected[0]!.offer!.includes(today),
    ).toBe(true);
    expect(await statusOf(early.id)).toBe('booked');
    service.setNow('2026-11-23T14:31:00+08:00');
    expect(
      await wang.code('tickets', 'take', {
        hall,
        service: 'passport',
        people: [{ person: someoneNew() }],
        presence: { arriveInMinutes: 0 },
      }),
    ).toBe('NO_TICKETS_LEFT');
  });
});

describe('the numbers of a day', () => {
  it('count people and documents apart, by lane and service, and as CSV', async () => {
    const window = await sitDown(clerk, 1);
    const { ticket } = await wang.get<{ ticket: { id: string } }>('tickets', 'take', {
      hall,
      people: [
        { person: someoneNew(), services: ['passport', 'hkm-permit'] },
        { person: someoneNew(), services: ['passport'] },
      ],
      presence: { arriveInMinutes: 0 },
    });
    await takeTicket(wang);
    seconds(300);
    await window.callNext();
    await window.start(ticket.id);
    await window.complete(ticket.id);

    const span = { hall, from: '2026-11-23', to: '2026-11-23' };
    const lead = await service.staff('xihu');
    const { total, lines, csv } = await lead.get<OutputOf<typeof desk.numbers>>('desk', 'numbers', span);

    expect(total).toEqual({
      people: 3,
      tickets: 2,
      served: 2,
      accepted: 3,
      waiting: 1,
      missed: 0,
      averageWaitMinutes: 5,
    });
    expect(lines.find(({ service: name }) => name === 'passport')).toMatchObject({
      lane: 'walk-in',
      people: 3,
      accepted: 2,
    });
    expect(csv.split('\r\n')[1]).toBe('xihu,2026-11-23,walk-in,hkm-permit,1,1,1,1,0,0,5');
  });
});

import type { desk } from '../../contract/desk';
import type { Reservation } from '../../contract/reservations';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { emptyHalls, someoneNew } from '../../tests/support/queue';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';

type Announced = OutputOf<Rooms['slots']['listAnnounced']>['sessions'][number];
type Search = OutputOf<Rooms['slots']['search']>;

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const RELEASE = '2026-11-25T10:00:00+08:00';
const hall = 'xihu';
const student = () => someoneNew({ birthDate: '2006-05-01' });

let database: Database;
let service: Service;
let wang: Citizen;
let lead: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
});
beforeEach(async () => {
  await database.script('delete from cooling_seat;');
  await emptyHalls(database);
  await database.rows(sql`delete from slot where date = '2026-11-29'`);
  await database.rows(sql`delete from session where date = '2026-11-29'`);
  service.setNow(MONDAY_NINE);
  wang = await service.citizen('wang');
  lead = await service.staff(hall);
});
afterAll(() => database.close());

const aSession = {
  hall,
  lane: 'student',
  date: '2026-12-01',
  from: '14:00',
  to: '15:00',
  windows: 1,
  seats: 2,
  services: ['passport', 'hkm-permit'],
  releasedAt: RELEASE,
};

const open = async (changes: object = {}) => {
  const opened = await lead.get<OutputOf<typeof desk.openSession>>('desk', 'openSession', {
    ...aSession,
    ...changes,
  });
  return opened.sessions.flatMap(({ slots }) => slots.map(({ slot }) => slot));
};

const aBooking = (slot: string, changes: { people?: object[]; students?: boolean } = {}) => {
  const { people = [student()], ...more } = { students: true, ...changes };
  return {
    slot,
    people: people.map((person) => ({ person, services: ['passport'] })),
    phone: '13812345678',
    ...more,
  };
};

async function announced(): Promise<Announced[]> {
  const reply = await service.call('slots', 'listAnnounced', {});
  if (!reply.ok) throw new Error(reply.error.code);
  return (reply.data as { sessions: Announced[] }).sessions;
}

async function dayOf(lane: string, date: string) {
  const question = { service: 'passport', lane, from: date, to: date, halls: [hall] };
  const reply = await service.call('slots', 'search', question);
  if (!reply.ok) throw new Error(reply.error.code);
  return (reply.data as Search).halls[0]?.days[0];
}

describe('a session with an announced release', () => {
  it('is seen with its instant, and cannot be booked before it, to the millisecond', async () => {
    const [slot = ''] = await open();

    expect(await announced()).toContainEqual({
      kind: 'student',
      lane: 'student',
      date: '2026-12-01',
      services: ['passport', 'hkm-permit'],
      halls: [hall],
      open: 0,
      opensAt: new Date(RELEASE).toISOString(),
    });
    const opensAt = new Date(RELEASE).toISOString();
    expect(await dayOf('student', '2026-12-01')).toMatchObject({
      open: 0,
      opensAt,
      slots: [{ opensAt }, { opensAt }],
    });
    service.setNow('2026-11-25T09:59:59.999+08:00');
    expect(await wang.code('reservations', 'make', aBooking(slot))).toBe('SLOT_NOT_RELEASED');

    service.setNow(RELEASE);
    const day = await dayOf('student', '2026-12-01');
    expect(day).toMatchObject({ open: 4, capacity: 4 });
    expect(day?.opensAt).toBeUndefined();
    const { reservation } = await wang.get<{ reservation: Reservation }>(
      'reservations',
      'make',
      aBooking(slot),
    );
    expect(reservation).toMatchObject({ status: 'booked', lane: 'student', slot });
    expect((await announced()).find(({ kind }) => kind === 'student')).toMatchObject({ open: 3 });
  });

  it('opens beside another session of the day without hiding its seats', async () => {
    await open({ releasedAt: undefined });
    await open({ from: '15:00', to: '16:00' });

    const day = await dayOf('student', '2026-12-01');
    expect(day).toMatchObject({ open: 4, opensAt: new Date(RELEASE).toISOString() });
    expect(day?.slots?.map(({ open: seats, opensAt }) => [seats, opensAt !== undefined])).toEqual([
      [2, false],
      [2, false],
      [0, true],
      [0, true],
    ]);
  });

  it.each([
    ['in the past', '2026-11-23T09:00:00+08:00'],
    ['when its first seat can no longer be booked', '2026-12-01T13:00:00+08:00'],
  ])('is not released %s', async (_when, releasedAt) => {
    expect(await lead.code('desk', 'openSession', { ...aSession, releasedAt })).toBe('INVALID_INPUT');
  });

  it('leaves its release in the audit and in what staff see', async () => {
    await open();
    const { sessions } = await lead.get<OutputOf<typeof desk.capacity>>('desk', 'capacity', {
      hall,
      lane: 'student',
      date: '2026-12-01',
    });
    const [entry] = await database.rows<{ after: { releasedAt: string } }>(sql`
      select after from audit_entry where city = ${city} and action = 'desk.openSession' order by id desc limit 1`);

    expect(sessions[0]?.releasedAt).toBe(new Date(RELEASE).toISOString());
    expect(entry?.after.releasedAt).toBe(new Date(RELEASE).toISOString());
  });
});

describe('a student session', () => {
  it('takes those who declared that they are students and are of the age; the declaration stays with the visit', async () => {
    const [slot = ''] = await open({ releasedAt: undefined });
    const code = (changes: object) => wang.code('reservations', 'make', aBooking(slot, changes));

    expect(await code({ students: undefined })).toBe('STUDENTS_ONLY');
    expect(await code({ people: [someoneNew({ birthDate: '1980-01-01' })] })).toBe('STUDENT_AGE');
    expect(await code({ people: [student(), someoneNew({ birthDate: '1980-01-01' })] })).toBe('STUDENT_AGE');
    expect(await code({})).toBe('OK');
    const declared = await database.rows(sql`
      select lane, declared_students from reservation where city = ${city}`);
    expect(declared).toEqual([{ lane: 'student', declared_students: true }]);
  });

  it('is closed to a seat without the declaration even where the rule was never asked', async () => {
    const [slot = ''] = await open({ releasedAt: undefined });
    await wang.get('reservations', 'make', aBooking(slot));

    await expect(
      database.rows(sql`update reservation set declared_students = false where city = ${city}`),
    ).rejects.toThrow('a_student_seat_is_declared');
  });

  it('cannot be reached by moving a visit that declared nothing', async () => {
    const [slot = '', next = ''] = await open({ releasedAt: undefined });
    const people = [student()];
    const ordinary = aBooking(`${hall}.appointment.2026-11-26.0900`, { people, students: true });
    const { reservation } = await wang.get<{ reservation: Reservation }>('reservations', 'make', ordinary);
    const move = (to: string) =>
      wang.code('reservations', 'reschedule', { reservation: reservation.id, slot: to });

    expect(await move(slot)).toBe('STUDENTS_ONLY');
    const { reservation: declared } = await wang.get<{ reservation: Reservation }>(
      'reservations',
      'make',
      aBooking(slot),
    );
    expect(await wang.code('reservations', 'reschedule', { reservation: declared.id, slot: next })).toBe(
      'OK',
    );
  });

  it('asks for the age on the day that a visit is moved to', async () => {
    const [slot = ''] = await open({ releasedAt: undefined });
    const [later = ''] = await open({ releasedAt: undefined, date: '2026-12-03' });
    const people = [aPerson(7, { birthDate: '1997-12-02' })];
    const { reservation } = await wang.get<{ reservation: Reservation }>(
      'reservations',
      'make',
      aBooking(slot, { people }),
    );

    const input = { reservation: reservation.id, slot: later };
    expect(await wang.code('reservations', 'reschedule', input)).toBe('STUDENT_AGE');
  });

  it('is offered to students among the nearest ways, and to nobody else', async () => {
    await open({ releasedAt: undefined });
    await database.rows(sql`update slot set booked = capacity where lane = 'appointment' and city = ${city}`);
    const nearest = async (about: object) => {
      const reply = await service.call('windows', 'nearest', {
        service: 'hkm-permit',
        district: hall,
        about,
      });
      if (!reply.ok) throw new Error(reply.error.code);
      return (reply.data as OutputOf<Rooms['windows']['nearest']>).options;
    };

    expect((await nearest({ student: true })).find(({ kind }) => kind === 'student-session')).toMatchObject({
      id: `student-session.${hall}`,
      slot: `${hall}.student.2026-12-01.1400`,
      remarks: ['students-only'],
    });
    expect((await nearest({})).filter(({ kind }) => kind === 'student-session')).toEqual([]);
  });

  it('is for further services at a hall whose last one was for fewer', async () => {
    await open({ services: ['passport'], releasedAt: undefined });
    await open({ services: ['tw-permit'], releasedAt: undefined, from: '15:00', to: '16:00' });

    const [lane] = await database.rows<{ services: string[] }>(sql`
      select services from lane where city = ${city} and hall = ${hall} and lane = 'student'`);
    expect(lane?.services).toEqual(expect.arrayContaining(['passport', 'tw-permit']));
  });
});

describe('weekend overtime', () => {
  const sunday = { lane: 'appointment', date: '2026-11-29', services: ['passport', 'tw-permit'] };

  it('takes only the services of the notice', async () => {
    const services = ['passport', 'hkm-permit'];
    expect(await lead.code('desk', 'openSession', { ...aSession, ...sunday, services })).toBe(
      'OVERTIME_SERVICES_ONLY',
    );
    expect(await lead.code('desk', 'openSession', { ...aSession, ...sunday })).toBe('OK');
  });

  it('is announced beside the Saturdays of the timetable, and called overtime in search and among the nearest', async () => {
    await open(sunday);

    const overtime = (await announced()).filter(({ kind }) => kind === 'overtime');
    expect(overtime.map(({ date }) => date)).toEqual(
      expect.arrayContaining(['2026-11-28', '2026-11-29', '2026-12-05']),
    );
    expect(overtime.find(({ date }) => date === '2026-11-28')).toMatchObject({
      services: ['passport', 'hkm-endorsement', 'tw-permit'],
    });
    expect(overtime.find(({ date }) => date === '2026-11-29')).toMatchObject({ halls: [hall], open: 0 });
    expect(await dayOf('appointment', '2026-11-28')).toMatchObject({ overtime: true });
    expect((await dayOf('appointment', '2026-11-27'))?.overtime).toBeUndefined();

    const reply = await service.call('windows', 'nearest', {
      service: 'passport',
      district: hall,
      when: { weekdays: [6] },
    });
    const [seat] = (reply as { data: OutputOf<Rooms['windows']['nearest']> }).data.options.filter(
      ({ kind }) => kind === 'appointment',
    );
    expect(seat).toMatchObject({ date: '2026-11-28', remarks: ['overtime'] });
  });
});

import type { Reservation } from '../../../contract/reservations';
import type { WaitlistEntry } from '../../../contract/waitlist';
import { freshHangzhou } from '../../../tests/support/freshDatabase';
import { aPerson } from '../../../tests/support/people';
import { type Citizen, city, openService, type Service } from '../../../tests/support/service';
import { withoutFairness } from '../../../tests/support/withoutFairness';
import type { Database } from '../../_database/database';
import { sql } from '../../_database/sql';
import { releaseHeldBack } from '../../timers/releaseHeldBack';
import { settleWaitlist } from '../../timers/settleWaitlist';

const NINE = '2026-11-23T09:00:00+08:00';
/** Two slots that are all there is: everything else of the city is sold out. */
const TEN = 'xihu.appointment.2026-11-26.1000';
const ELEVEN = 'xihu.appointment.2026-11-26.1100';
const ELSEWHERE = 'city.appointment.2026-11-27.0900';
const phone = '13812345678';

let database: Database;
let service: Service;
let serial = 0;

beforeAll(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, NINE);
});
beforeEach(async () => {
  service.setNow(NINE);
  for (const table of [
    sql`delete from notification`,
    sql`delete from waitlist_member`,
    sql`delete from waitlist_entry`,
    sql`delete from applicant`,
    sql`delete from reservation`,
    sql`update slot set booked = 0, held_back = capacity`,
  ])
    await database.rows(table);
});
afterAll(() => database.close());

function keyOf(slot: string) {
  const [hall, , date, time = ''] = slot.split('.');
  return { hall, date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(2)) };
}

/** Opens seats of a slot without telling the waitlist, as a clerk's tool that raises capacity does. */
async function open(slot: string, seats: number): Promise<void> {
  const { hall, date, minute } = keyOf(slot);
  await database.rows(sql`update slot set held_back = held_back - ${seats}
    where hall = ${hall} and lane = 'appointment' and date = ${date} and start_minute = ${minute}`);
}

async function bookedOn(slot: string): Promise<number> {
  const { hall, date, minute } = keyOf(slot);
  const [row] = await database.rows<{ booked: number }>(sql`select booked from slot
    where hall = ${hall} and lane = 'appointment' and date = ${date} and start_minute = ${minute}`);
  return row!.booked;
}

const newPeople = (count: number) =>
  Array.from({ length: count }, () => {
    serial += 1;
    return aPerson(serial);
  });

interface Wish {
  readonly people?: ReturnType<typeof aPerson>[];
  readonly [field: string]: unknown;
}

const toWish = ({ people = newPeople(1), ...changes }: Wish = {}) => ({
  service: 'passport',
  halls: ['xihu'],
  from: '2026-11-26',
  to: '2026-11-26',
  people: people.map((person) => ({ person })),
  phone,
  automatic: true,
  ...changes,
});

async function join(citizen: Citizen, wish: Wish = {}): Promise<WaitlistEntry> {
  const data = await citizen.get<{ entry: WaitlistEntry }>('reservations', 'joinWaitlist', toWish(wish));
  return data.entry;
}

async function someoneWaits(name: string, wish: Wish = {}) {
  const citizen = await service.citizen(name);
  const entry = await join(citizen, wish);
  return { citizen, id: entry.id, entry };
}

async function shown({ citizen, id }: { citizen: Citizen; id: string }): Promise<WaitlistEntry | undefined> {
  const { entries } = await citizen.get<{ entries: WaitlistEntry[] }>('reservations', 'myWaitlist', {});
  return entries.find((entry) => entry.id === id);
}

const statusOf = async (who: { citizen: Citizen; id: string }) => (await shown(who))?.status;

/** Someone with a seat on a slot, who may give it back. */
async function someoneBooked(slot: string, seats = 1) {
  await open(slot, seats);
  const citizen = await service.citizen(`booked-${serial}`);
  const people = newPeople(seats).map((person) => ({ person, services: ['passport'] }));
  const { reservation } = await citizen.get<{ reservation: Reservation }>('reservations', 'make', {
    slot,
    people,
    phone,
  });
  return {
    people: people.map(({ person }) => person),
    cancel: () => citizen.get('reservations', 'cancel', { reservation: reservation.id }),
    move: (to: string) =>
      citizen.get('reservations', 'reschedule', { reservation: reservation.id, slot: to }),
  };
}

/** Whether a stranger can have a seat there now. */
async function codeForStranger(slot: string): Promise<string> {
  const stranger = await service.citizen('stranger');
  const people = newPeople(1).map((person) => ({ person, services: ['passport'] }));
  return stranger.code('reservations', 'make', { slot, people, phone });
}

const settle = () => settleWaitlist(service.dependencies, city, service.dependencies.clock());

const notificationsOf = async (id: string) =>
  (
    await database.rows<{ kind: string }>(
      sql`select kind from notification where subject = ${`waitlist-entry:${id}`} order by created_at, id`,
    )
  ).map(({ kind }) => kind);

describe('someone who wants to be booked unasked', () => {
  it('has the seat of a cancelled visit before anyone else can see it, with a code and their own data', async () => {
    const visit = await someoneBooked(TEN);
    const wang = await someoneWaits('wang');
    expect(wang.entry).toMatchObject({ status: 'waiting', position: 1, people: [{ name: '王*明' }] });

    await visit.cancel();

    expect(await codeForStranger(TEN)).toBe('SLOT_FULL');
    expect(await statusOf(wang)).toBe('booked');
    const { reservation } = await wang.citizen.get<{ reservation: Reservation }>('reservations', 'get', {
      reservation: wang.id,
    });
    expect(reservation).toMatchObject({ status: 'booked', slot: TEN, phone: '138****5678' });
    expect(reservation.people).toMatchObject([{ name: '王*明', services: ['passport'] }]);
    expect(reservation.code).toMatch(/^[2-9A-Z]{8}$/);
    expect(await bookedOn(TEN)).toBe(1);
    expect(await notificationsOf(wang.id)).toEqual(['waitlist.booked']);
  });

  it('may cancel and move what came of it like any other visit', async () => {
    const visit = await someoneBooked(TEN);
    const wang = await someoneWaits('changes');
    await visit.cancel();

    expect(await wang.citizen.code('reservations', 'cancel', { reservation: wang.id })).toBe('OK');
    expect(await bookedOn(TEN)).toBe(0);
  });

  it('has a seat at once where one stands open already', async () => {
    await open(TEN, 1);
    expect((await someoneWaits('lucky')).entry.status).toBe('booked');
    expect((await someoneWaits('unlucky')).entry.status).toBe('waiting');
  });
});

describe('someone who wants to be asked', () => {
  it('has the seats held until the deadline, counted as taken, and books them with one tap', async () => {
    const visit = await someoneBooked(TEN, 2);
    const couple = await someoneWaits('couple', { automatic: false, people: newPeople(2) });
    await visit.cancel();

    expect(await shown(couple)).toMatchObject({
      status: 'offered',
      actions: ['accept', 'decline', 'leave'],
      offer: { slot: TEN, start: '10:00', end: '10:30', heldUntil: '2026-11-23T01:30:00.000Z' },
    });
    expect(await bookedOn(TEN)).toBe(2);
    expect(await codeForStranger(TEN)).toBe('SLOT_FULL');

    const answer = { entry: couple.id, slot: TEN };
    const accepted = await couple.citizen.get<{ entry: WaitlistEntry }>(
      'reservations',
      'acceptOffer',
      answer,
    );
    expect(accepted.entry.status).toBe('booked');
    expect(await bookedOn(TEN)).toBe(2);
    expect(await couple.citizen.code('reservations', 'acceptOffer', answer)).toBe('OK');
    expect(await bookedOn(TEN)).toBe(2);
    expect(await notificationsOf(couple.id)).toEqual(['waitlist.offered', 'waitlist.booked']);
  });

  it('may decline: the next has the seat, and they keep their place but not that slot', async () => {
    const visit = await someoneBooked(TEN);
    const picky = await someoneWaits('picky', { automatic: false });
    const next = await someoneWaits('next', { automatic: false });
    await visit.cancel();
    const answer = { entry: picky.id, slot: TEN };

    expect(await picky.citizen.code('reservations', 'declineOffer', answer)).toBe('OK');

    expect(await shown(picky)).toMatchObject({ status: 'waiting', position: 1 });
    expect(await statusOf(next)).toBe('offered');
    await next.citizen.get('reservations', 'leaveWaitlist', { entry: next.id });
    expect(await statusOf(picky)).toBe('waiting');
    expect(await codeForStranger(TEN)).toBe('OK');
    const other = await someoneBooked(ELEVEN);
    await other.cancel();
    expect((await shown(picky))?.offer?.slot).toBe(ELEVEN);
    // The answer to the first offer comes a second time, late: it must not decline the new one.
    expect(await picky.citizen.code('reservations', 'declineOffer', answer)).toBe('OK');
    expect((await shown(picky))?.offer?.slot).toBe(ELEVEN);
    expect(await picky.citizen.code('reservations', 'acceptOffer', answer)).toBe('NO_OFFER');
  });

  it('is offered at once what stands open when they decline', async () => {
    await open(TEN, 1);
    const picky = await someoneWaits('picky-open', { automatic: false });
    await open(ELEVEN, 1);
    const answer = { entry: picky.id, slot: TEN };
    const declined = await picky.citizen.get<{ entry: WaitlistEntry }>(
      'reservations',
      'declineOffer',
      answer,
    );
    expect(declined.entry.offer?.slot).toBe(ELEVEN);
  });

  it('loses the seats to the next when they do not answer in time, and their place with it', async () => {
    const visit = await someoneBooked(TEN);
    const absent = await someoneWaits('absent', { automatic: false });
    const next = await someoneWaits('after-absent', { automatic: false });
    await visit.cancel();

    service.setNow('2026-11-23T09:29:59+08:00');
    expect(await settle()).toBe(0);
    service.setNow('2026-11-23T09:30:00+08:00');
    expect(await statusOf(absent)).toBe('lapsed');
    const answer = { entry: absent.id, slot: TEN };
    expect(await absent.citizen.code('reservations', 'acceptOffer', answer)).toBe('OFFER_EXPIRED');
    expect(await codeForStranger(TEN)).toBe('SLOT_FULL');
    await settle();

    expect(await statusOf(absent)).toBe('lapsed');
    expect(await notificationsOf(absent.id)).toEqual(['waitlist.offered', 'waitlist.lapsed']);
    expect(await shown(next)).toMatchObject({
      status: 'offered',
      offer: { slot: TEN, heldUntil: '2026-11-23T02:00:00.000Z' },
    });
    expect(await bookedOn(TEN)).toBe(1);
    expect(await settle()).toBe(0);
  });

  it('may leave: held seats go to the next, and leaving again changes nothing', async () => {
    const visit = await someoneBooked(TEN);
    const leaver = await someoneWaits('leaver', { automatic: false });
    const next = await someoneWaits('after-leaver');
    await visit.cancel();

    for (const _try of [1, 2]) {
      const left = await leaver.citizen.get<{ entry: WaitlistEntry }>('reservations', 'leaveWaitlist', {
        entry: leaver.id,
      });
      expect(left.entry).toMatchObject({ status: 'left', actions: [] });
    }
    expect(await statusOf(next)).toBe('booked');
    expect(await bookedOn(TEN)).toBe(1);
    expect((await join(leaver.citizen)).status).toBe('waiting');
  });
});

describe('the order of the list', () => {
  it('serves the first who fits whole, and a smaller party behind only what the first cannot have', async () => {
    const visit = await someoneBooked(TEN, 3);
    const family = await someoneWaits('family', { people: newPeople(4) });
    const couple = await someoneWaits('couple-2', { people: newPeople(2) });
    const three = await someoneWaits('three', { people: newPeople(3) });
    const single = await someoneWaits('single');

    await visit.cancel();

    expect(await Promise.all([family, couple, three, single].map(statusOf))).toEqual([
      'waiting',
      'booked',
      'waiting',
      'booked',
    ]);
    expect(await bookedOn(TEN)).toBe(3);
  });

  it('puts those whose visit the hall cancelled before everyone else', async () => {
    const visit = await someoneBooked(TEN);
    const first = await someoneWaits('first');
    const displaced = await someoneWaits('displaced');
    await database.rows(sql`update waitlist_entry set priority = 0 where id = ${displaced.id}`);
    expect((await shown(first))?.position).toBe(2);

    await visit.cancel();

    expect(await statusOf(displaced)).toBe('booked');
    expect(await statusOf(first)).toBe('waiting');
  });

  it('counts before a place only those who want some of the same seats', async () => {
    await someoneWaits('same');
    await someoneWaits('other-hall', { halls: ['city'] });
    await someoneWaits('other-day', { from: '2026-11-27', to: '2026-11-27' });
    await someoneWaits('other-hours', { earliestStart: '14:00' });
    await someoneWaits('overlapping', { halls: ['city', 'xihu'], from: '2026-11-24', to: '2026-11-28' });

    const mine = await someoneWaits('mine', { latestStart: '12:00' });

    expect(mine.entry.position).toBe(3);
  });

  it('gives a seat only to those who want its hall, day, hour and services', async () => {
    const visit = await someoneBooked(TEN);
    const others = [
      await someoneWaits('wants-hall', { halls: ['city'] }),
      await someoneWaits('wants-day', { to: '2026-11-27', from: '2026-11-27' }),
      await someoneWaits('wants-later', { earliestStart: '10:01' }),
      await someoneWaits('wants-earlier', { latestStart: '09:59' }),
    ];
    const exact = await someoneWaits('exact', { earliestStart: '10:00', latestStart: '10:00' });

    await visit.cancel();

    expect(await Promise.all(others.map(statusOf))).toEqual(others.map(() => 'waiting'));
    expect(await statusOf(exact)).toBe('booked');
  });
});

describe('where seats come from', () => {
  it('is also a visit that moves away', async () => {
    const visit = await someoneBooked(TEN);
    const waits = await someoneWaits('moved');
    await open(ELSEWHERE, 1);

    await visit.move(ELSEWHERE);

    expect(await statusOf(waits)).toBe('booked');
    expect(await codeForStranger(TEN)).toBe('SLOT_FULL');
  });

  it('is also a new session and raised capacity, within a minute', async () => {
    const waits = await someoneWaits('capacity');
    await open(ELEVEN, 1);

    expect(await settle()).toBe(1);

    expect(await statusOf(waits)).toBe('booked');
    expect(await settle()).toBe(0);
  });

  it('is also the noon release, which those who wait have before everyone else', async () => {
    const tomorrow = 'xihu.appointment.2026-11-24.1000';
    const waits = await someoneWaits('noon', {
      from: '2026-11-24',
      to: '2026-11-24',
      earliestStart: '10:00',
      latestStart: '10:00',
    });
    service.setNow('2026-11-23T12:00:00+08:00');

    await releaseHeldBack(service.dependencies, city, service.dependencies.clock());

    expect(await statusOf(waits)).toBe('booked');
    expect(await bookedOn(tomorrow)).toBe(1);
    expect(await codeForStranger(tomorrow)).toBe('OK');
  });
});

describe('the end of a list', () => {
  it('comes at 23:00 the evening before: nobody joins, nobody is served, and those who wait are told', async () => {
    const visit = await someoneBooked(TEN);
    const waits = await someoneWaits('too-long');
    service.setNow('2026-11-25T22:59:59+08:00');
    await settle();
    expect(await statusOf(waits)).toBe('waiting');
    service.setNow('2026-11-25T23:00:00+08:00');

    await visit.cancel();
    await settle();

    expect(await statusOf(waits)).toBe('closed');
    expect(await notificationsOf(waits.id)).toEqual(['waitlist.closed']);
    expect(await waits.citizen.code('reservations', 'joinWaitlist', toWish())).toBe('WAITLIST_CLOSED');
    expect(await codeForStranger(TEN)).toBe('OK');
  });

  it('asks nobody after 22:00 about a seat of tomorrow, but books those who need not be asked', async () => {
    const visit = await someoneBooked(TEN);
    const asks = await someoneWaits('asks', { automatic: false });
    const books = await someoneWaits('books');
    service.setNow('2026-11-25T22:00:00+08:00');

    await visit.cancel();

    expect(await statusOf(asks)).toBe('waiting');
    expect(await statusOf(books)).toBe('booked');
  });

  it('comes hall by hall where a hall closes its list earlier', async () => {
    await database.rows(sql`
      insert into booking_rule (city, hall, name, value, source)
      values (${city}, 'binjiang', 'waitlistClosesMinute', 600, 'test')`);
    service.setNow('2026-11-25T12:00:00+08:00');

    const { entry } = await someoneWaits('two-halls', { halls: ['xihu', 'binjiang'] });

    expect(entry.halls).toEqual(['xihu']);
    await database.rows(sql`delete from booking_rule where hall = 'binjiang'`);
  });
});

describe('one live reservation per person and service', () => {
  it('ends a place whose person booked otherwise, and gives held seats to the next', async () => {
    const visit = await someoneBooked(TEN);
    const people = newPeople(1);
    const impatient = await someoneWaits('impatient', { automatic: false, people });
    const next = await someoneWaits('after-impatient');
    await visit.cancel();
    expect(await statusOf(impatient)).toBe('offered');
    await open(ELSEWHERE, 1);
    const booking = { slot: ELSEWHERE, people: [{ person: people[0], services: ['passport'] }], phone };
    await impatient.citizen.get('reservations', 'make', booking);

    expect(await statusOf(impatient)).toBe('booked-otherwise');
    await settle();

    expect(await statusOf(impatient)).toBe('booked-otherwise');
    expect(await statusOf(next)).toBe('booked');
    expect(await bookedOn(TEN)).toBe(1);
  });

  it('refuses to accept for someone who booked otherwise, and the next has the seat at once', async () => {
    const visit = await someoneBooked(TEN);
    const people = newPeople(1);
    const greedy = await someoneWaits('greedy', { automatic: false, people });
    const next = await someoneWaits('after-greedy');
    await visit.cancel();
    await open(ELSEWHERE, 1);
    const booking = { slot: ELSEWHERE, people: [{ person: people[0], services: ['passport'] }], phone };
    await greedy.citizen.get('reservations', 'make', booking);

    const answer = { entry: greedy.id, slot: TEN };
    expect(await greedy.citizen.code('reservations', 'acceptOffer', answer)).toBe('ALREADY_BOOKED');

    expect(await statusOf(greedy)).toBe('booked-otherwise');
    expect(await statusOf(next)).toBe('booked');
    expect(await bookedOn(TEN)).toBe(1);
  });

  it('skips someone who booked otherwise when seats free', async () => {
    const visit = await someoneBooked(TEN);
    const people = newPeople(1);
    const elsewhere = await someoneWaits('elsewhere', { people });
    const next = await someoneWaits('after-elsewhere');
    await open(ELSEWHERE, 1);
    const booking = { slot: ELSEWHERE, people: [{ person: people[0], services: ['passport'] }], phone };
    await elsewhere.citizen.get('reservations', 'make', booking);

    await visit.cancel();

    expect(await statusOf(elsewhere)).toBe('booked-otherwise');
    expect(await statusOf(next)).toBe('booked');
  });

  it('refuses those who are booked or wait already, and more than five places of one account', async () => {
    const visit = await someoneBooked(TEN);
    const citizen = await service.citizen('many');
    const code = (wish: Wish) => citizen.code('reservations', 'joinWaitlist', toWish(wish));
    expect(await code({ people: visit.people })).toBe('ALREADY_BOOKED');

    const people = newPeople(1);
    expect(await code({ people })).toBe('OK');
    expect(await code({ people, halls: ['city'] })).toBe('ALREADY_WAITING');
    expect(await code({ people, service: 'hkm-permit' })).toBe('OK');
    for (const _place of [3, 4, 5]) expect(await code({})).toBe('OK');
    expect(await code({})).toBe('TOO_MANY_WAITING');
  });
});

describe('joining', () => {
  it('is answered once however often it is sent', async () => {
    const citizen = await service.citizen('retry');
    const wish = toWish();
    const first = await citizen.get<{ entry: WaitlistEntry }>(
      'reservations',
      'joinWaitlist',
      wish,
      'join-key-1',
    );
    const again = await citizen.get<{ entry: WaitlistEntry }>(
      'reservations',
      'joinWaitlist',
      wish,
      'join-key-1',
    );

    expect(again.entry.id).toBe(first.entry.id);
    expect(await citizen.code('reservations', 'joinWaitlist', toWish(), 'join-key-1')).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it.each<[string, Wish, string]>([
    ['a hall that serves on arrival', { halls: ['fuyang'] }, 'SERVICE_NOT_OFFERED'],
    ['a day that is not released', { to: '2026-12-08' }, 'SLOT_NOT_RELEASED'],
    ['a span that ends before it begins', { from: '2026-11-27' }, 'INVALID_INPUT'],
    ['hours that end before they begin', { earliestStart: '12:00', latestStart: '11:00' }, 'INVALID_INPUT'],
    ['a child alone', { people: [aPerson(900, { birthDate: '2015-01-01' })] }, 'GUARDIAN_REQUIRED'],
    ['nobody who can be reached', { phone: undefined }, 'INVALID_INPUT'],
  ])('is refused for %s', async (_case, wish, expected) => {
    const citizen = await service.citizen('refused');
    expect(await citizen.code('reservations', 'joinWaitlist', toWish(wish))).toBe(expected);
  });

  it('is refused to someone whose booking is paused, and to whoever just gave the same hall and day up', async () => {
    const citizen = await service.citizen('unfair');
    const people = newPeople(1);
    await open(TEN, 1);
    const booking = { slot: TEN, people: [{ person: people[0], services: ['passport'] }], phone };
    const { reservation } = await citizen.get<{ reservation: Reservation }>('reservations', 'make', booking);
    await citizen.get('reservations', 'cancel', { reservation: reservation.id });
    // The wait is switched off in this file, so it is written as the rule would.
    await database.rows(sql`
      update rebook_wait set until = '2026-11-23T09:10:00+08:00' from reservation
      where reservation.id = ${reservation.id} and who = 'account:' || reservation.account_id`);
    const code = (wish: Wish) => citizen.code('reservations', 'joinWaitlist', toWish(wish));
    expect(await code({})).toBe('REBOOK_TOO_SOON');
    expect(await code({ from: '2026-11-24', to: '2026-11-27' })).toBe('REBOOK_TOO_SOON');
    expect(await code({ halls: ['city'] })).toBe('OK');

    await database.rows(sql`
      insert into booking_pause (city, id, document_blind, from_at, until)
      select ${city}, gen_random_uuid(), document_blind, ${NINE}, '2026-12-20T00:00:00+08:00'
      from applicant where reservation_id = ${reservation.id}`);
    expect(await code({ people, halls: ['yuhang'] })).toBe('BOOKING_PAUSED');
  });

  it('is for several services at once', async () => {
    const [person] = newPeople(1);
    const citizen = await service.citizen('services');
    const wish = { ...toWish(), people: [{ person, services: ['passport', 'hkm-permit'] }] };
    const { entry } = await citizen.get<{ entry: WaitlistEntry }>('reservations', 'joinWaitlist', wish);
    expect(entry.services).toEqual(['passport', 'hkm-permit']);
    await open(TEN, 1);
    await settle();
    const { reservation } = await citizen.get<{ reservation: Reservation }>('reservations', 'get', {
      reservation: entry.id,
    });
    expect(reservation.people[0]!.services.sort()).toEqual(['hkm-permit', 'passport']);
  });
});

describe('what is written down', () => {
  it('is every move, and no personal data', async () => {
    const visit = await someoneBooked(TEN);
    const waits = await someoneWaits('audited', { automatic: false });
    const next = await someoneWaits('audited-next', { automatic: false });
    await visit.cancel();
    await waits.citizen.get('reservations', 'declineOffer', { entry: waits.id, slot: TEN });
    await next.citizen.get('reservations', 'acceptOffer', { entry: next.id, slot: TEN });
    await waits.citizen.get('reservations', 'leaveWaitlist', { entry: waits.id });

    const rows = await database.rows<{ action: string; subject: string; text: string }>(sql`
      select action, subject, concat(before::text, after::text) as text from audit_entry
      where subject like '%' || ${waits.id} or subject like '%' || ${next.id} order by at, id`);
    const of = (subject: string) => rows.filter((row) => row.subject === subject).map(({ action }) => action);
    expect(of(`waitlist-entry:${waits.id}`)).toEqual([
      'reservations.joinWaitlist',
      'waitlist.offered',
      'waitlist.waiting',
      'waitlist.left',
    ]);
    expect(of(`waitlist-entry:${next.id}`)).toEqual([
      'reservations.joinWaitlist',
      'waitlist.offered',
      'waitlist.booked',
    ]);
    expect(of(`reservation:${next.id}`)).toEqual(['reservations.make']);
    const told = await database.rows<{ facts: unknown }>(sql`select facts from notification`);
    const everything = JSON.stringify([rows, told]);
    expect(everything).not.toMatch(/王|330106|138\d{8}/);
  });

  it("is never somebody else's to read or change", async () => {
    const visit = await someoneBooked(TEN);
    const waits = await someoneWaits('owner', { automatic: false });
    await visit.cancel();
    const stranger = await service.citizen('stranger');
    const answer = { entry: waits.id, slot: TEN };

    expect(await stranger.code('reservations', 'acceptOffer', answer)).toBe('NOT_FOUND');
    expect(await stranger.code('reservations', 'declineOffer', answer)).toBe('NOT_FOUND');
    expect(await stranger.code('reservations', 'leaveWaitlist', { entry: waits.id })).toBe('NOT_FOUND');
    expect(await statusOf({ citizen: stranger, id: waits.id })).toBeUndefined();
    expect(await statusOf(waits)).toBe('offered');
  });
});

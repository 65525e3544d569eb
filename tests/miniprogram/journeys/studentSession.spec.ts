import { eventually } from '../host/driver/eventually';
import { colleague } from '../support/Clerk';
import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

/** It waits for a release. */
jest.setTimeout(120_000);

/** Long enough to look at the countdown, short enough to wait for. Seconds. */
const UNTIL_RELEASE = 20;
const HALL = 'gongshu';

journey('a student session at its release', async ({ open, account, platform }) => {
  const me = await account();
  const { id: person } = await me.savePerson({ birthDate: '2006-05-01' });
  // Each platform has a day of its own.
  const date = platform === 'weapp' ? '2026-12-02' : '2026-12-03';
  const phone = await open({ url: 'pages/slots/index?service=passport' });
  await phone.sees('.slots__slot--free');

  const lead = await colleague(HALL);
  const { asOf } = await me.call<{ asOf: string }>('slots', 'listAnnounced', {});
  const releasedAt = new Date(Date.parse(asOf) + UNTIL_RELEASE * 1_000).toISOString();
  const hours = { hall: HALL, lane: 'student', date, from: '14:00', to: '15:00' };
  const session = { ...hours, windows: 1, seats: 2, services: ['passport'], releasedAt };
  await lead.call('desk', 'openSession', session);
  // What the host remembers of the city's slots is up to a second old.
  await eventually(5_000, async () => {
    const days = { service: 'passport', lane: 'student', halls: [HALL], from: date, to: date };
    const { halls } = await me.call<{ halls: { days: { slots: unknown[] }[] }[] }>('slots', 'search', days);
    if (halls[0]?.days[0]?.slots.length !== 2) throw new Error('The session is not to be seen yet.');
  });
  await phone.pullDown();
  await phone.tap('#lane-student');
  await phone.tap(`#day-${date}`);
  await phone.reads('#opens-left', /还有 0:\d\d/);

  // Before its time the seat is there and cannot be had, neither by a tap nor past the page.
  const slot = `${HALL}.student.${date}.1400`;
  await phone.sees('.slots__slot--full');
  const wish = { slot, people: [{ person: { id: person }, services: ['passport'] }], students: true };
  await expect(me.call('reservations', 'make', wish)).rejects.toThrow('SLOT_NOT_RELEASED');

  // The countdown ends, and the page looks again by itself.
  const seat = phone.find('.slots__slot--free');
  await seat.waitFor({ state: 'visible', timeout: (UNTIL_RELEASE + 20) * 1_000 });
  await phone.seesNo('#opens');
  await phone.tap('.slots__slot--free');
  await phone.arrivesAt('pages/confirm/index');
  await phone.reads('#missing', '学生声明');
  await phone.tap('#declare-students');
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  await phone.reads('#for-students', '学生证');

  const [reservation] = await me.reservations();
  expect(reservation).toMatchObject({ status: 'booked', lane: 'student', slot });
  const copy = await me.call<{ sections: { reservation: object[] } }>('privacy', 'getExport', {});
  expect(copy.sections.reservation).toMatchObject([{ declared_students: true }]);
});

journey('weekend overtime says what it takes, wherever seats are looked for', async ({ open }) => {
  const phone = await open({ url: 'pages/slots/index?service=passport&date=2026-11-28' });
  await phone.reads('#overtime', '护照');
  await phone.reads('#overtime', '周末加班');

  await phone.returnToApp('pages/glance/index?service=tw-permit');
  await phone.reads('#announced-appointment-2026-11-28', '周末加班');
  await phone.tap('#announced-appointment-2026-11-28');
  await phone.arrivesAt('pages/slots/index');
  await phone.sees('#day-2026-11-28.calendar__day--chosen');
});

import type { Reservation } from '../../../contract/reservations';
import { addDays } from '../../../domain/calendar/localDate';
import type { Citizen } from '../support/Citizen';
import { journey, type Story } from '../support/journey';

/** A small hall, on days that no other test uses; each platform has days of its own. */
const HALL = 'scenic-area';
const dayOf = (platform: Story['platform'], ofWeapp: number) =>
  addDays('2026-11-24', platform === 'weapp' ? ofWeapp : ofWeapp + 1);

interface Visit {
  readonly citizen: Citizen;
  readonly reservation: Reservation;
}

/** Strangers take every seat of a day, each a visit that can be given back. */
async function sellOut(date: string, stranger: Story['stranger']): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const { id, open } of await (await stranger()).freeSlots(HALL, date)) {
    for (let left = open; left > 0; left -= 5) {
      const citizen = await stranger();
      visits.push({ citizen, reservation: await citizen.book(id, Math.min(5, left)) });
    }
  }
  return visits;
}

journey(
  'wait for a sold-out day, be asked, book the held seat',
  async ({ open, account, stranger, platform }) => {
    await (await account()).savePerson();
    const date = dayOf(platform, 6);
    const [visit] = await sellOut(date, stranger);
    const phone = await open({ url: `pages/slots/index?service=passport&hall=${HALL}&date=${date}` });
    await phone.tap(`#day-${date}`);
    const before = phone.taps;
    await phone.tap('#wait');
    await phone.arrivesAt('pages/waitlist/index');
    await phone.tap('#taking-ask');
    await phone.tap('#join:not(.button--disabled)');
    await phone.arrivesAt('pages/my-reservations/index');
    // From the sold-out day to a place in line: two taps, and one more to be asked rather than booked.
    expect(phone.taps - before).toBe(3);
    await phone.reads('#my-waitlist', '排第1位');

    await visit!.citizen.call('reservations', 'cancel', { reservation: visit!.reservation.id });
    await phone.openTab(0);
    await phone.reads('#offered-seat', visit!.reservation.start);
    await phone.tap('#offered-seat');
    await phone.arrivesAt('pages/my-reservations/index');
    await phone.tap('[id^="accept-"]');
    await phone.arrivesAt('pages/reservation/index');
    await phone.reads('#status', '已预约');
    const [reservation] = await (await account()).reservations();
    expect(reservation).toMatchObject({ status: 'booked', slot: visit!.reservation.slot });
  },
);

journey(
  'decline a seat, keep the place, be booked unasked, leave',
  async ({ open, account, stranger, platform }) => {
    const me = await account();
    const people = [await me.savePerson({ name: '王小明' }), await me.savePerson({ name: '李芳' })];
    const date = dayOf(platform, 8);
    const visits = await sellOut(date, stranger);
    const wish = { service: 'passport', halls: [HALL], from: date, to: date };
    const wait = (index: number, automatic: boolean) =>
      me.call('reservations', 'joinWaitlist', {
        ...wish,
        people: [{ person: { id: people[index]!.id } }],
        automatic,
      });
    await wait(0, false);

    const cancel = ({ citizen, reservation }: Visit) =>
      citizen.call('reservations', 'cancel', { reservation: reservation.id });
    await cancel(visits[0]!);
    const phone = await open({ url: 'pages/my-reservations/index' });
    await phone.tap('[id^="decline-"]');
    await phone.confirm();
    await phone.reads('#my-waitlist', '排第1位');
    await phone.tap('[id^="leave-"]');
    await phone.decline();
    await phone.sees('[id^="leave-"]');
    await phone.tap('[id^="leave-"]');
    await phone.confirm();
    await phone.seesNo('#my-waitlist');

    await wait(1, true);
    await cancel(visits[1]!);
    await phone.pullDown();
    await phone.reads('[id^="reservation-"]', visits[1]!.reservation.start);
    await phone.seesNo('#my-waitlist');
  },
);

import { addDays } from '../../../domain/calendar/localDate';
import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

const HALL = 'binjiang';

journey('sold out between search and confirm', async ({ open, account, stranger, platform }) => {
  await (await account()).savePerson();
  const somebody = await stranger();
  // A Thursday late in the horizon that no other test uses; each platform has a time of its own.
  const date = addDays('2026-11-24', 9);
  const free = await somebody.freeSlots(HALL, date);
  const slot = free[platform === 'weapp' ? 0 : free.length - 1]!;
  const phone = await open({ url: `pages/slots/index?service=passport&hall=${HALL}&date=${date}` });
  await phone.tap(`#slot-${HALL}-${slot.start.replace(':', '')}`);
  await phone.sees('.chip--chosen');

  for (let left = slot.open; left > 0; left -= 5) await (await stranger()).book(slot.id, Math.min(5, left));
  await phone.tap(BOOK);
  await phone.reads('#booking-error', '这个时段刚被约满了');

  // One tap takes another time, with everyone and everything kept; one more books it.
  await phone.tap('[id^="alternative-"]');
  await phone.seesNo('#booking-error');
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  const [reservation] = await (await account()).reservations();
  expect(reservation?.status).toBe('booked');
  expect(reservation?.slot).not.toBe(slot.id);
});

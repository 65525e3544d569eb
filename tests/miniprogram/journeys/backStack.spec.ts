import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

journey('back after booking does not return to the form', async ({ open, account }) => {
  await (await account()).savePerson();
  const phone = await open();
  await phone.tap('.option');
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  expect(await phone.routes()).toEqual(['pages/home/index', 'pages/reservation/index']);
  await phone.back();
  await phone.arrivesAt('pages/home/index');
  await phone.sees('#next-visit');
});

journey('ten pages deep the app still goes on', async ({ open, account }) => {
  await (await account()).savePerson();
  const phone = await open();
  await phone.tap('.option');
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  // Cancelling and booking again leaves two pages more each time, until the phone allows no further one.
  // Another day each time: who gives a day up waits before they book it again.
  for (const day of ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01']) {
    await phone.tap('#cancel');
    await phone.confirm();
    await phone.tap('#book-again');
    await phone.arrivesAt('pages/slots/index');
    await phone.tap(`#day-${day}`);
    await phone.sees(`#day-${day}.calendar__day--chosen`);
    await phone.tap('.slots__slot--free');
    await phone.arrivesAt('pages/confirm/index');
    await phone.tap(BOOK);
    await phone.arrivesAt('pages/reservation/index');
    await phone.reads('#status', '已预约');
  }
  expect(await phone.routes()).toHaveLength(10);
  await phone.back();
  await phone.arrivesAt('pages/slots/index');
});

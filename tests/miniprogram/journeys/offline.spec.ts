import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

journey('offline and back', async ({ open, account }) => {
  const person = await account();
  await person.savePerson();
  const phone = await open();
  await phone.sees('.option');

  await phone.goOffline();
  await phone.pullDown();
  await phone.sees('#stale');
  await phone.sees('.option');

  await phone.goOnline();
  await phone.tap('#retry');
  await phone.seesNo('#stale');
  await phone.sees('.option');
});

journey(
  'booking without a network books nothing, and books once when it is back',
  async ({ open, account }) => {
    const person = await account();
    await person.savePerson();
    const phone = await open();
    await phone.tap('.option');
    await phone.sees(BOOK);
    await phone.goOffline();
    await phone.tap(BOOK);
    await phone.sees('#booking-error');
    expect(await person.reservations()).toHaveLength(0);

    await phone.goOnline();
    await phone.tap(BOOK);
    await phone.arrivesAt('pages/reservation/index');
    expect(await person.reservations()).toHaveLength(1);
  },
);

journey('the code of a visit shows in a hall without a signal', async ({ open, account }) => {
  const person = await account();
  await person.savePerson();
  const phone = await open();
  await phone.tap('.option');
  await phone.tap(BOOK);
  await phone.sees('#qr');
  const code = await phone.text('#code');

  const later = await open({ storage: await phone.storage() });
  await later.goOffline();
  await later.openTab(1);
  await later.tap('[id^="reservation-"]');
  await later.sees('#qr');
  expect(await later.text('#code')).toBe(code);
});

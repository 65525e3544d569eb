import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

journey('consent taken back, refused, and given again', async ({ open, account }) => {
  const person = await account();
  await person.savePerson();
  const phone = await open();
  await phone.openTab(2);
  await phone.tap('#go-my-data');
  await phone.tap('#go-consents');
  await phone.tap('#withdraw-booking');
  await phone.confirm();
  await phone.sees('#give-booking');

  // Nothing is booked before the person agrees; saying no loses nothing that was chosen.
  await phone.back();
  await phone.back();
  await phone.openTab(0);
  await phone.tap('.option');
  await phone.tap(BOOK);
  await phone.tap('#disagree');
  await phone.seesNo('#agree');
  expect(await person.reservations()).toHaveLength(0);
  await phone.tap(BOOK);
  await phone.tap('#agree');
  await phone.arrivesAt('pages/reservation/index');
  expect(await person.reservations()).toHaveLength(1);
});

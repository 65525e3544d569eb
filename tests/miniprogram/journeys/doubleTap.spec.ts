import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

journey('a double tap books once', async ({ open, account, network }) => {
  const person = await account();
  await person.savePerson();
  const phone = await open();
  await phone.tap('.option');
  await phone.doubleTap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  expect(await person.reservations()).toHaveLength(1);
  const made = network.passed.filter((request) => JSON.stringify(request).includes('make'));
  expect(made).toHaveLength(1);
});

journey('a double tap opens a page once', async ({ open }) => {
  const phone = await open();
  await phone.doubleTap('.option');
  await phone.arrivesAt('pages/confirm/index');
  expect(await phone.routes()).toEqual(['pages/home/index', 'pages/confirm/index']);
});

journey('a second finger that goes up late opens nothing more', async ({ open }) => {
  const phone = await open();
  await phone.tapTwiceAround('.option', () => phone.arrivesAt('pages/confirm/index'));
  expect(await phone.calls('navigateTo')).toHaveLength(1);
  expect(await phone.routes()).toEqual(['pages/home/index', 'pages/confirm/index']);
});

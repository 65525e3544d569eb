import { journey } from '../support/journey';

journey('first open and sign-in', async ({ open, account }) => {
  const phone = await open();
  await phone.sees('#service-passport');
  await phone.sees('.option');
  expect(await phone.routes()).toEqual(['pages/home/index']);

  // Looking costs no sign-in; the first own page does, without a word to the person.
  await phone.openTab(1);
  await phone.sees('#no-reservations');
  await phone.openTab(2);
  await phone.tap('#go-people');
  await phone.sees('#no-people');

  await (await account()).savePerson({ name: '赵敏' });
  await phone.back();
  await phone.tap('#go-people');
  await phone.sees('text=赵敏');
});

import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

journey('a party of three with a minor', async ({ open, account }) => {
  const family = await account();
  const father = await family.savePerson({ name: '陈建国' });
  const mother = await family.savePerson({ name: '林秀英' });
  const child = await family.savePerson({ name: '陈小宝', birthDate: '2016-03-01' });
  const phone = await open();

  await phone.tap('#choose-more');
  await phone.pick('#choose-party', '3人');
  await phone.reads('#choose-party', '3人');
  await phone.tap('.slots__slot--free');
  await phone.arrivesAt('pages/confirm/index');

  // A child alone: someone must come along, and with two adults the app asks who.
  await phone.tap(`#person-${child.id}`);
  await phone.sees('#guardian');
  await phone.reads('#missing', '请选择谁陪同');
  await phone.tap(`#guardian-${mother.id}`);
  await phone.seesNo('#missing');

  // With a parent in the party nobody else needs to come.
  await phone.tap(`#person-${father.id}`);
  await phone.seesNo('#guardian');
  await phone.tap(`#person-${mother.id}`);
  await phone.reads('#confirm-booking', '3人');
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');

  const [reservation] = await family.reservations();
  expect(reservation?.people).toHaveLength(3);
});

journey('a child with a guardian who does not apply', async ({ open, account }) => {
  const family = await account();
  const child = await family.savePerson({ name: '周小雨', birthDate: '2015-06-01' });
  const aunt = await family.savePerson({ name: '周兰' });
  await family.savePerson({ name: '周强' });
  const phone = await open();
  await phone.tap('.option');
  await phone.tap(`#person-${child.id}`);
  await phone.tap(`#guardian-${aunt.id}`);
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  const [reservation] = await family.reservations();
  expect(reservation?.people).toHaveLength(1);
});

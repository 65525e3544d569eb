import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

journey('a shared card opens the same hall and day for a friend', async ({ open, account }) => {
  await (await account()).savePerson();
  const phone = await open({ url: 'pages/slots/index?service=passport&hall=xihu&date=2026-12-02' });
  await phone.reads('#choose-hall', '西湖');
  await phone.sees('.slots__slot--free');
  const card = await phone.share();
  expect(card?.path).toContain('hall=xihu');
  expect(card?.path).toContain('date=2026-12-02');

  const friend = await open({ citizen: 'a-friend', url: card?.path ?? '' });
  await friend.reads('#choose-hall', '西湖');
  await friend.sees('#day-2026-12-02.calendar__day--chosen');
  // Opened by a link there is nothing to go back to, and the way on still leads to a booking.
  await friend.tap('.slots__slot--free');
  await friend.arrivesAt('pages/confirm/index');
  await friend.sees('#slot-when');
});

journey('the card of a visit says when and where, never who', async ({ open, account }) => {
  await (await account()).savePerson({ name: '郑成功' });
  const phone = await open();
  await phone.tap('.option');
  await phone.tap(BOOK);
  await phone.sees('#qr');
  const [reservation] = await (await account()).reservations();
  const card = await phone.share();
  expect(JSON.stringify(card)).not.toContain(reservation?.id);
  expect(JSON.stringify(card)).not.toContain('郑');
  expect(card?.path).toMatch(/^\/pages\/slots\/index\?/);
});

journey('a link with encoded parameters, and one that leads nowhere', async ({ open }) => {
  const phone = await open({ url: `pages/confirm/index?slot=${encodeURIComponent('no such slot')}` });
  await phone.sees('.notice--bad');
  await phone.returnToApp('pages/slots/index?hall=nowhere&date=never');
  await phone.sees('.calendar__day--open');
});

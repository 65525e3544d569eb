import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

journey('search, book, show the code, reschedule, cancel', async ({ open, account }) => {
  await (await account()).savePerson({ name: '王小明' });
  const phone = await open();

  await phone.tap('.option');
  await phone.reads('#slot-when', /\d\d:\d\d/);
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  await phone.reads('#status', '已预约');
  // From opening the app to a confirmed booking for a saved person.
  expect(phone.taps).toBeLessThanOrEqual(4);

  await phone.reads('#code', /^[0-9A-Z]{4} [0-9A-Z]{4}$/);
  expect(await phone.find('#qr img').getAttribute('src')).toMatch(/^data:image\/gif;base64,/);
  const booked = await phone.text('#when');

  await phone.tap('#reschedule');
  await phone.arrivesAt('pages/slots/index');
  await phone.tap('.slots__slot--free >> nth=-1');
  await phone.confirm();
  await phone.arrivesAt('pages/reservation/index');
  await phone.says('已改好');
  expect(await phone.text('#when')).not.toBe(booked);
  await phone.sees('#qr');

  await phone.tap('#cancel');
  await phone.decline();
  await phone.reads('#status', '已预约');
  await phone.tap('#cancel');
  await phone.confirm();
  await phone.reads('#status', '已取消');
  await phone.seesNo('#qr');
  await phone.sees('#book-again');
  const [kept] = await (await account()).reservations();
  expect(kept?.status).toBe('cancelled');
});

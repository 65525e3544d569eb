import type { Phone } from '../host/driver/Phone';
import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

const CHINESE = /\p{Script=Han}+/gu;

journey('an English phone speaks English on every page of a booking', async ({ open, account }) => {
  await (await account()).savePerson({ name: 'Anna Smith' });
  const phone = await open({ language: 'en' });
  await phone.sees('.option');
  await expectEnglish(phone);
  expect(await phone.title()).toMatch(/^[\x20-\x7e’–]+$/);

  await phone.tap('#choose-more');
  await phone.sees('.slots__slot--free');
  await expectEnglish(phone);
  await phone.tap('.slots__slot--free');
  await phone.sees('.chip--chosen');
  await expectEnglish(phone);
  await phone.tap(BOOK);
  await phone.sees('#qr');
  await expectEnglish(phone);
});

journey('English chosen in the app stays chosen', async ({ open }) => {
  const phone = await open();
  await phone.openTab(2);
  await phone.tap('#language');
  await phone.reads('#phone-tab-0', /^[\x20-\x7e]+$/);
  await phone.openTab(0);
  await phone.sees('.option');
  await expectEnglish(phone);

  const later = await open({ storage: await phone.storage() });
  await later.sees('.option');
  await expectEnglish(later);
});

async function expectEnglish(phone: Phone): Promise<void> {
  expect((await phone.pageText()).match(CHINESE) ?? []).toEqual([]);
}

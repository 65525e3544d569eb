import type { Phone } from '../host/driver/Phone';
import { BOOK } from '../support/ids';
import { journey } from '../support/journey';

journey('elder mode: larger type, fewer choices, and it stays', async ({ open, account }) => {
  await (await account()).savePerson();
  const phone = await open();
  await phone.sees('.option');
  const before = await typeSize(phone);
  await phone.tap('#elder-switch');
  expect((await typeSize(phone)) / before).toBeGreaterThan(1.3);
  expect(await phone.page.locator('mp-page.phone-top .option').count()).toBeLessThanOrEqual(3);

  const later = await open({ storage: await phone.storage() });
  await later.sees('.screen--elder .option');
  await later.tap('.option');
  await later.tap(BOOK);
  await later.sees('.screen--elder #qr');
});

journey('a phone with large type opens in elder mode', async ({ open }) => {
  const phone = await open({ fontSize: 22 });
  await phone.sees('.screen--elder .option');
});

async function typeSize(phone: Phone): Promise<number> {
  const size = await phone.find('.option__hall').evaluate((element) => getComputedStyle(element).fontSize);
  return Number.parseFloat(size);
}

import { BOOK } from '../support/ids';
import type { Story } from '../support/journey';

/** The shortest way through the app: the earliest time for a saved person. Gives the phone at the reservation. */
export async function bookEarliest({ open, account }: Pick<Story, 'open' | 'account'>) {
  await (await account()).savePerson({ name: '王小明' });
  const phone = await open();
  await phone.tap('.option');
  await phone.tap(BOOK);
  await phone.arrivesAt('pages/reservation/index');
  await phone.sees('#qr');
  return phone;
}

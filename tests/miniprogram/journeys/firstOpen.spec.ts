import { aResidentId } from '../../support/people';
import { journey } from '../support/journey';
import { nextSerial } from '../support/serials';

journey('first open and sign-in', async ({ open }) => {
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

  await phone.tap('#add-person');
  await phone.tap('#save-person');
  await phone.reads('#name-wrong', '请按证件填写姓名');
  await phone.write('#name', '赵敏');
  await phone.write('#document-number', aResidentId(nextSerial()));
  await phone.write('#person-phone', '13800138000');
  await phone.tap('#save-person');

  // Nothing personal is taken in before the person has agreed; saying no loses nothing that was typed.
  await phone.tap('#disagree');
  await phone.seesNo('#agree');
  await phone.tap('#save-person');
  await phone.tap('#agree');
  await phone.arrivesAt('pages/people/index');
  await phone.seesText('赵*');
});

journey('signing in asks the person nothing', async ({ open, platform }) => {
  const phone = await open();
  await phone.openTab(1);
  await phone.sees('#no-reservations');
  // WeChat tells the cloud function itself who calls; Alipay gives a code without a question.
  expect(await phone.calls('login')).toEqual([]);
  expect(await phone.calls('getAuthCode')).toHaveLength(platform === 'weapp' ? 0 : 1);
});

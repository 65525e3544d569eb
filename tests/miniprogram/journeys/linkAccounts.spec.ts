import { randomInt } from 'node:crypto';
import { aPerson } from '../../support/people';
import { Citizen } from '../support/Citizen';
import { journey } from '../support/journey';
import { readShared } from '../support/shared';

const words = { wechat: '微信', alipay: '支付宝' };

journey('one person on both platforms', async ({ open, account, citizen, platform }) => {
  const own = platform === 'weapp' ? 'wechat' : 'alipay';
  const otherPhone = await Citizen.onPhone(
    readShared().service,
    platform === 'weapp' ? 'alipay' : 'weapp',
    citizen,
  );
  const person = aPerson(randomInt(900_000));
  await otherPhone.call('identity', 'savePerson', { person });
  const { id } = await otherPhone.book('gongshu.appointment.2026-11-30.1000', 1);
  const { code } = await otherPhone.call<{ code: string }>('identity', 'startLink', {});

  const phone = await open();
  await phone.openTab(2);
  await phone.tap('#go-my-data');
  await phone.tap('#go-link');
  await phone.tap('#agree-link');
  await phone.reads('#code-wrong', '8位');
  await phone.write('#code', code.toLowerCase());
  await phone.write('#document-number', person.documentNumber);
  await phone.tap('#agree-link');
  await phone.reads('#toast', '两个平台都要先保存同一个证件');

  // The refusal changed nothing: once the document is saved on both, the same code is good.
  await (await account()).call('identity', 'savePerson', { person });
  await phone.tap('#agree-link');
  await phone.sees(`#linked-${own}`);
  await phone.reads(`#linked-${own}`, words[own]);
  await phone.back();
  await phone.back();
  await phone.openTab(1);
  await phone.sees(`#reservation-${id}`);

  await phone.openTab(2);
  await phone.tap('#go-my-data');
  await phone.tap('#go-link');
  await phone.tap(`#unlink-${own}`);
  await phone.confirm();
  await phone.seesNo(`#linked-${own}`);
  await phone.tap('#show-code');
  await phone.reads('#link-code', /^[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}$/);
  await phone.back();
  await phone.back();
  await phone.openTab(1);
  await phone.sees('#no-reservations');
});

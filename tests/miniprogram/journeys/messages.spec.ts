import { journey } from '../support/journey';

journey('told in the app, once as new, and led to what it is about', async ({ open, account, platform }) => {
  const person = await account();
  const channel = platform === 'weapp' ? 'wechat' : 'alipay';
  const { templates } = await person.call<{ templates: string[] }>('messages', 'listTemplates', {
    channel,
    moment: 'booked',
  });
  await person.call('messages', 'allow', { channel, templates });
  const { id } = await person.book('binjiang.appointment.2026-11-30.1000', 1);

  const phone = await open();
  await phone.openTab(2);
  await phone.reads('#go-messages', '1条新消息');
  await phone.tap('#go-messages');
  await phone.seesText('新');
  await phone.reads('[id^="message-"]', '预约成功');
  await phone.tap('[id^="message-"]');
  await phone.arrivesAt('pages/reservation/index');
  const { code } = (await person.reservations()).find((each) => each.id === id) ?? {};
  expect((await phone.text('#code')).replace(' ', '')).toBe(code);

  await phone.back();
  await phone.sees('[id^="message-"]');
  await phone.seesNo('.message__new');
  await phone.back();
  await phone.reads('#go-messages', '›');
  expect(await phone.text('#go-messages')).not.toContain('新消息');
});

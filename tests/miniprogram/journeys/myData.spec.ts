import { journey } from '../support/journey';

journey('a copy of everything that is kept, and the end of it', async ({ open, account, platform }) => {
  const person = await account();
  await person.savePerson({ name: '沈月' });
  const phone = await open({ url: 'account/my-data/index' });
  await phone.tap('#copy-data');
  await phone.says('已复制');
  // Masked, as on the screen: a clipboard is read by other apps.
  const [copied] = await phone.calls(platform === 'weapp' ? 'setClipboardData' : 'setClipboard');
  expect(JSON.stringify(copied?.args)).toContain('沈*');

  await phone.tap('#delete-data');
  await phone.decline();
  await phone.tap('#delete-data');
  await phone.confirm();
  await phone.says('已全部删除');
});

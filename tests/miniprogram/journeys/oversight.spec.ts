import { randomInt } from 'node:crypto';
import { aPerson } from '../../support/people';
import { Citizen } from '../support/Citizen';
import { Clerk } from '../support/Clerk';
import { journey } from '../support/journey';
import { readShared } from '../support/shared';

journey('a post given, bound with its code, confirmed with the second factor, and ended', async (story) => {
  const supervisor = await Clerk.bind(story.platform, 'supervisor', '*');
  const phone = await supervisor.enter(story);
  await phone.tap('#go-oversight');
  await phone.tap('#go-staff');
  await phone.tap('#role-lead');
  await phone.write('#staff-name', '李晓');
  await phone.write('#staff-number', '330188');
  await phone.tap('#invite');

  // The code is given only after the second factor, and shown once.
  await phone.sees('#give-totp');
  await phone.write('#totp', '000000');
  await phone.tap('#give-totp');
  await phone.sees('#totp-error');
  await phone.write('#totp', await supervisor.code('xihu'));
  await phone.tap('#give-totp');
  await phone.reads('#staff-code', /^[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}$/);
  const code = await phone.text('#staff-code');
  await phone.back();
  await phone.tap('#go-staff');
  await phone.sees('#invite');
  await phone.seesNo('#staff-code');

  const newcomer = await story.open({ url: 'desk/enter/index' });
  await newcomer.write('#bind-code', code.replace(' ', ''));
  await newcomer.tap('#bind');
  await newcomer.reads('#bound', '大厅组长');
  await newcomer.tap('#secret-saved');
  await newcomer.sees('#go-window');
  await newcomer.seesNo('#go-oversight');

  const { staff } = await (await Citizen.onDuty(readShared().service, '*')).call<{
    staff: { id: string; since: string; role: string; hall: string; bound: boolean }[];
  }>('oversight', 'listStaff', {});
  const lead = staff
    // The hall that the page offers first; no other story has a lead there.
    .filter(({ role, hall, bound }) => role === 'lead' && hall === 'city' && bound)
    .sort((a, b) => (a.since < b.since ? 1 : -1))[0];
  await phone.back();
  await phone.tap('#go-staff');
  await phone.tap(`#end-${lead?.id}`);
  await phone.confirm();
  await phone.seesNo(`#post-${lead?.id}`);
  await newcomer.tap('#go-window');
  await newcomer.sees('#load-error, #desk-closed');

  // All of that stands in the audit, readable by who did it.
  await phone.back();
  await phone.tap('#go-audit');
  await phone.seesText('结束岗位');
  // Other stories are told at the same time: the entry is this one's, whoever acted last.
  await phone.tap('[id^="entry-"]:has-text("结束岗位") [id^="actor-"]');
  await phone.reads('#audit-filter', '工作人员');
  await phone.sees('[id^="entry-"]');
  await phone.tap('#audit-all');
  await phone.seesNo('#audit-filter');
});

journey('oversight is closed to a clerk, and its lists say when nothing waits', async (story) => {
  const clerk = await Clerk.bind(story.platform, 'clerk', 'xihu');
  const phone = await clerk.enter(story);
  await phone.seesNo('#go-oversight');
  const kept = await phone.storage();
  const curious = await story.open({ citizen: clerk.name, url: 'oversight/staff/index', storage: kept });
  await curious.sees('#oversight-closed');

  const supervisor = await Clerk.bind(story.platform, 'supervisor', '*');
  const watching = await supervisor.enter(story);
  await watching.tap('#go-oversight');
  await watching.tap('#go-appeals');
  await watching.sees('#no-appeals');
  await watching.back();
  await watching.tap('#go-letters');
  await watching.sees('#no-letters, [id^="letter-"]');
  await watching.back();
  await watching.tap('#go-patterns');
  await watching.tap('#days-30');
  await watching.reads('#days-30', '✓');
  const person = aPerson(randomInt(900_000));
  expect(await watching.pageText()).not.toContain(person.documentNumber);
});

import type { CitizenDocument } from '../../../contract/documents';
import { Clerk, colleague as colleagueOf } from '../support/Clerk';
import { journey } from '../support/journey';

journey('citizen and clerk side by side: a document from the window to its owner', async (story) => {
  // A hall that no other test uses; each platform has its own.
  const hall = story.platform === 'weapp' ? 'tonglu' : 'linping';
  const me = await story.account();
  const ticket = await me.takeTicket(hall);
  const clerk = await Clerk.bind(story.platform, 'clerk', hall);
  const desk = await clerk.enter(story);
  const colleague = await colleagueOf(hall);
  await colleague.call('desk', 'openWindow', { hall, window: 1 });
  await colleague.call('desk', 'callNext', { hall, window: 1 });
  await colleague.call('desk', 'start', { hall, ticket: ticket.id });
  await colleague.call('desk', 'complete', { hall, ticket: ticket.id });
  const { documents } = await me.call<{ documents: CitizenDocument[] }>('documents', 'listMine', {});
  const [{ id } = { id: '' }] = documents;

  const phone = await story.open({ url: 'guide/documents/index' });
  await phone.reads(`#when-${id}`, '预计12月3日 周四前办好');
  await desk.returnToApp('desk/documents/index');
  await desk.sees('#no-documents');
  for (const [list, status] of [
    ['accepted', '制证中'],
    ['in-production', '可以领取了'],
    ['ready', '已领取'],
  ] as const) {
    await desk.tap(`#list-${list}`);
    await desk.tap(`#document-${id}`);
    await desk.tap('#advance:not(.button--disabled)');
    await desk.seesNo(`#document-${id}`);
    await phone.pullDown();
    await phone.reads(`#status-${id}`, status);
  }

  // A slip is taken back with its reason.
  await desk.tap('#list-collected');
  await desk.tap(`#correct-${id}`);
  await desk.tap('#reason-wrong-document');
  await desk.seesNo(`#document-${id}`);
  await phone.pullDown();
  await phone.reads(`#status-${id}`, '可以领取了');
});

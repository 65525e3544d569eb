import type { CitizenDocument } from '../../../contract/documents';
import type { Ticket } from '../../../contract/tickets';
import type { Citizen } from '../support/Citizen';
import { Clerk, colleague } from '../support/Clerk';
import { journey } from '../support/journey';

/** A hall that no other file uses; the stories of this one come one after the other. */
const HALL = 'scenic-area';

/** Serves a ticket at a window of its hall: everything on it is accepted. */
async function acceptPapers(clerk: Citizen, { id: ticket }: Ticket): Promise<void> {
  const at = { hall: HALL, window: 1 };
  await clerk.call('desk', 'openWindow', at);
  await clerk.call('desk', 'callNext', at);
  await clerk.call('desk', 'start', { hall: HALL, ticket });
  await clerk.call('desk', 'complete', { hall: HALL, ticket });
  await clerk.call('desk', 'closeWindow', at);
}

journey('follow a document to its collection, citizen and clerk side by side', async (story) => {
  const me = await story.account();
  const clerk = await colleague(`${HALL}:clerk`);
  const phone = await story.open();
  await phone.openTab(2);
  await phone.tap('#go-documents');
  await phone.arrivesAt('guide/documents/index');
  await phone.sees('#no-documents');

  const ticket = await me.takeTicket(HALL);
  await acceptPapers(clerk, ticket);
  await phone.pullDown();
  const { documents } = await me.call<{ documents: CitizenDocument[] }>('documents', 'listMine', {});
  const [{ id, receipt } = { id: '', receipt: '' }] = documents;
  await phone.reads(`#status-${id}`, '已受理');
  // Accepted on Tuesday 24 November: the seventh working day after it.
  await phone.reads(`#when-${id}`, '预计12月3日 周四前办好');
  await phone.seesText(`受理回执 ${receipt}`);

  const advance = (to: string, by: object) => clerk.call('desk', 'advanceDocuments', { hall: HALL, to, by });
  await advance('in-production', { documents: [id] });
  await phone.pullDown();
  await phone.reads(`#status-${id}`, '制证中');
  await phone.seesNo(`#search-${id}`);

  await advance('ready', { receipts: [receipt] });
  await phone.pullDown();
  await phone.reads(`#status-${id}`, '可以领取了');
  await phone.reads(`#when-${id}`, '11月24日 周二 起可以领取');
  await phone.sees(`#search-${id}`);
  await phone.reads('#collection', '身份证');
  const told = await me.call<{ messages: { kind: string }[] }>('messages', 'listMine', {});
  expect(told.messages.filter(({ kind }) => kind === 'document.ready')).toHaveLength(1);

  // A wrong tap is taken back, and the citizen sees no more of it than that.
  await advance('collected', { documents: [id] });
  await clerk.call('desk', 'correctDocument', {
    hall: HALL,
    document: id,
    from: 'collected',
    reason: 'wrong-document',
  });
  await phone.pullDown();
  await phone.reads(`#status-${id}`, '可以领取了');
  await advance('collected', { ticket: ticket.id });
  await phone.pullDown();
  await phone.reads(`#status-${id}`, '已领取');
  await phone.reads(`#document-${id}`, '11月24日 周二 受理 · 11月24日 周二 领取');
});

journey('citizen and clerk side by side: a document from the window to its owner', async (story) => {
  const me = await story.account();
  const ticket = await me.takeTicket(HALL);
  const clerk = await Clerk.bind(story.platform, 'clerk', HALL);
  const desk = await clerk.enter(story);
  await acceptPapers(await colleague(HALL), ticket);
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

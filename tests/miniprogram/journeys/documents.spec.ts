import type { CitizenDocument } from '../../../contract/documents';
import type { Ticket } from '../../../contract/tickets';
import { Citizen } from '../support/Citizen';
import { journey, type Story } from '../support/journey';
import { readShared } from '../support/shared';

/** A hall that no other test uses; each platform has its own. */
const hallOf = (platform: Story['platform']) => (platform === 'weapp' ? 'chunan' : 'jiande');

/** Serves a ticket at a window of its hall: everything on it is accepted. */
async function acceptPapers(clerk: Citizen, hall: string, { id: ticket }: Ticket): Promise<void> {
  await clerk.call('desk', 'openWindow', { hall, window: 1 });
  await clerk.call('desk', 'callNext', { hall, window: 1 });
  await clerk.call('desk', 'start', { hall, ticket });
  await clerk.call('desk', 'complete', { hall, ticket });
}

journey('follow a document to its collection, citizen and clerk side by side', async (story) => {
  const me = await story.account();
  const hall = hallOf(story.platform);
  const clerk = await Citizen.onDuty(readShared().service, `${hall}:clerk`);
  const phone = await story.open();
  await phone.openTab(2);
  await phone.tap('#go-documents');
  await phone.arrivesAt('guide/documents/index');
  await phone.sees('#no-documents');

  const ticket = await me.takeTicket(hall);
  await acceptPapers(clerk, hall, ticket);
  await phone.pullDown();
  const { documents } = await me.call<{ documents: CitizenDocument[] }>('documents', 'listMine', {});
  const [{ id, receipt } = { id: '', receipt: '' }] = documents;
  await phone.reads(`#status-${id}`, '已受理');
  // Accepted on Tuesday 24 November: the seventh working day after it.
  await phone.reads(`#when-${id}`, '预计12月3日 周四前办好');
  await phone.seesText(`受理回执 ${receipt}`);

  const advance = (to: string, by: object) => clerk.call('desk', 'advanceDocuments', { hall, to, by });
  await advance('in-production', { documents: [id] });
  await phone.pullDown();
  await phone.reads(`#status-${id}`, '制证中');
  await phone.seesNo(`#way-${id}`);

  await advance('ready', { receipts: [receipt] });
  await phone.pullDown();
  await phone.reads(`#status-${id}`, '可以领取了');
  await phone.reads(`#when-${id}`, '11月24日 周二 起可以领取');
  await phone.sees(`#way-${id}`);
  await phone.reads('#collection', '身份证');
  const told = await me.call<{ messages: { kind: string }[] }>('messages', 'listMine', {});
  expect(told.messages.filter(({ kind }) => kind === 'document.ready')).toHaveLength(1);

  // A wrong tap is taken back, and the citizen sees no more of it than that.
  await advance('collected', { documents: [id] });
  await clerk.call('desk', 'correctDocument', {
    hall,
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

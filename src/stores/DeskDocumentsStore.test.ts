import type { DeskDocument } from '../../contract/desk';
import { answeringApi, type Sent } from '../../tests/support/fakePhone';
import { ApiError } from '../api/ApiError';
import { DeskDocumentsStore } from './DeskDocumentsStore';

const document = (id: string, status: DeskDocument['status'], overdue = false) =>
  ({ id, status, overdue, receipt: id.toUpperCase() }) as DeskDocument;

const counts = { overdue: 1, accepted: 2, 'in-production': 0, ready: 1 };

function storeWith(documents: readonly DeskDocument[], answer: (sent: Sent) => unknown = () => ({})) {
  const { api, sent } = answeringApi((asked) =>
    asked.operation === 'listDocuments' ? { documents, counts } : answer(asked),
  );
  const store = new DeskDocumentsStore({ api, session: { hall: 'xihu' }, clock: () => 0 });
  return { store, sent };
}

const three = [document('a', 'accepted'), document('b', 'accepted', true), document('c', 'ready')];

it('begins with the late ones, and lets go of what was chosen when another list is looked at', async () => {
  const { store, sent } = storeWith(three);
  await store.load();
  store.toggle('a');
  store.write('王');
  await store.search();
  expect(store.chosen).toEqual([]);
  await store.choose('ready');

  expect(sent.map(({ input }) => input)).toEqual([
    { hall: 'xihu', show: 'overdue', limit: 100 },
    { hall: 'xihu', show: 'overdue', limit: 100, text: '王' },
    { hall: 'xihu', show: 'ready', limit: 100 },
  ]);
});

it('offers a step only when all of the chosen can take it', async () => {
  const { store } = storeWith(three);
  await store.load();
  expect(store.next).toBeUndefined();
  store.toggleAll();
  expect([store.chosen, store.next]).toEqual([['a', 'b'], 'in-production']);
  store.toggle('c');
  expect(store.next).toBeUndefined();
  store.toggleAll();
  store.toggle('c');
  expect(store.next).toBe('collected');
});

it('sends the chosen on together, once however often it is tapped, and looks again', async () => {
  const { store, sent } = storeWith(three, () => ({
    documents: three.slice(0, 2),
    unmoved: [],
    unknown: [],
  }));
  await store.load();
  store.toggleAll();
  const [first, second] = await Promise.all([store.advance(), store.advance()]);

  expect(first?.documents).toHaveLength(2);
  expect(second).toBeUndefined();
  expect(sent.filter(({ operation }) => operation === 'advanceDocuments').map(({ input }) => input)).toEqual([
    { hall: 'xihu', to: 'in-production', by: { documents: ['a', 'b'] } },
  ]);
  expect(sent.at(-1)?.operation).toBe('listDocuments');
  expect(store.chosen).toEqual([]);
});

it('corrects from the state that is shown, and looks again when that has changed meanwhile', async () => {
  const { store, sent } = storeWith(three, () => {
    throw new ApiError('DOCUMENT_MOVED');
  });
  await store.load();

  await expect(store.correct(three[2]!, 'wrong-document')).rejects.toMatchObject({ code: 'DOCUMENT_MOVED' });
  expect(await store.correct(three[0]!, 'too-early')).toBe(false);
  expect(sent.slice(1).map(({ operation, input }) => [operation, input])).toEqual([
    ['correctDocument', { hall: 'xihu', document: 'c', from: 'ready', reason: 'wrong-document' }],
    ['listDocuments', { hall: 'xihu', show: 'overdue', limit: 100 }],
  ]);
  expect(store.busy).toBe(false);
});

it('shows what is behind the first page, each document once', async () => {
  const pages = [three, [document('c', 'ready'), document('d', 'accepted')]];
  const { api, sent } = answeringApi(({ input }) => {
    const { after } = input as { after?: string };
    return { documents: pages[after === undefined ? 0 : 1], hasMore: after === undefined, counts };
  });
  const store = new DeskDocumentsStore({ api, session: { hall: 'xihu' }, clock: () => 0 });
  await store.load();
  await Promise.all([store.loadMore(), store.loadMore()]);

  expect(store.documents.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect(store.listed.value?.hasMore).toBe(false);
  expect(sent.map(({ input }) => (input as { after?: string }).after)).toEqual([undefined, 'c']);
});

import { aPhone } from '../../tests/support/phone';
import { DeskStore } from './DeskStore';
import { ReviewStore } from './ReviewStore';

const file = { id: 'e1', mediaType: 'image/jpeg' as const, bytes: 9 };
const request = { id: 'r1', reason: 'exam', status: 'submitted', evidence: [file] };

/** The phone of somebody who leads a hall and has entered its desk. */
async function atDesk() {
  const phone = aPhone();
  const kept: unknown[] = [];
  const dropped: string[] = [];
  const session = {
    role: 'lead',
    hall: 'xihu',
    account: 'a',
    token: 't',
    refreshToken: 'r',
    expiresAt: 9e15,
  };
  phone.storage.set('desk-session', session);
  const stores = phone.stores;
  Object.assign(stores.platform, {
    files: {
      ...stores.platform.files,
      keep: async (...args: unknown[]) => `kept ${kept.push(args)}`,
      drop: (path: string) => void dropped.push(path),
    },
  });
  phone.answers.set('requests.listReasons', () => ({ reasons: [], limits: {} }));
  phone.answers.set('desk.listRequests', () => ({ requests: [request], undecided: 1, overdue: 0, asOf: '' }));
  phone.answers.set('desk.getRequest', () => ({ request }));
  phone.answers.set('desk.openEvidence', (input) => ({
    data: `part${(input as { part: number }).part}`,
    parts: 2,
  }));
  const review = stores.part(ReviewStore);
  await review.loadList();
  await review.load('r1');
  const calls = (operation: string) => phone.sent.filter((sending) => sending.operation === operation);
  return { phone, stores, review, calls, kept, dropped };
}

it('asks for the requests of the hall at which one works', async () => {
  const { review, calls } = await atDesk();
  expect(review.list.value?.requests.map(({ id }) => id)).toEqual(['r1']);
  expect(calls('listRequests').map(({ input }) => input)).toEqual([{ hall: 'xihu', show: 'undecided' }]);
});

it('opens a file once, from its parts, and leaves nothing of it on the phone', async () => {
  const { review, calls, kept, dropped } = await atDesk();

  expect([await review.open(file), await review.open(file)]).toEqual(['kept 1', 'kept 1']);

  expect(calls('openEvidence')).toHaveLength(2);
  expect(kept).toEqual([['e1.jpeg', 'image/jpeg', ['part0', 'part1']]]);
  review.closeFiles();
  expect(dropped).toEqual(['kept 1']);
  expect(review.opened).toEqual({});
});

it('decides once however often it is tapped, and says so when it could not', async () => {
  const { phone, review, calls } = await atDesk();
  await expect(review.decide('refused', 'x')).rejects.toMatchObject({ code: 'TRY_AGAIN' });
  expect(review.busy).toBe(false);
  phone.answers.set('desk.review', () => ({ request: { ...request, status: 'refused' } }));

  const taps = await Promise.all([
    review.decide('refused', ' 看不清 '),
    review.decide('refused', ' 看不清 '),
  ]);

  expect(taps).toEqual([true, false]);
  expect(calls('review').map(({ input }) => (input as { note: string }).note)).toEqual(['x', '看不清']);
  expect(review.shown.value?.status).toBe('refused');
});

it('forgets everything with the desk', async () => {
  const { stores, review } = await atDesk();
  await review.open(file);
  stores.part(DeskStore).forget();
  review.forget();
  expect([review.list.value, review.shown.value, review.opened]).toEqual([undefined, undefined, {}]);
});

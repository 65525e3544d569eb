import { aPhone, type Phone } from '../../tests/support/phone';
import { type GuideQuestion, GuideStore } from './GuideStore';

const question = (
  id: string,
  answers: readonly string[],
  when?: Record<string, string[]>,
): GuideQuestion => ({
  id,
  text: { zh: id, en: id },
  answers: answers.map((answer) => ({ id: answer, text: { zh: answer, en: answer } })),
  ...(when === undefined ? {} : { when: [when] }),
});

/** Some of a city's questions: one is asked for some documents only, one after it. */
const questions = [
  question('document', ['passport', 'exit-entry-permit']),
  question('purpose', ['first', 'renew'], { document: ['passport'] }),
  question('age', ['child', 'adult']),
  question('earlier', ['yes', 'no'], { purpose: ['renew'], age: ['adult'] }),
  question('travel', ['soon', 'later']),
];

const result = { way: { id: 'first', kind: 'hall' }, lanes: [] };
const path = [
  ['document', 'passport'],
  ['purpose', 'first'],
  ['age', 'adult'],
  ['travel', 'later'],
] as const;

let phone: Phone;
let guide: GuideStore;

beforeEach(async () => {
  phone = aPhone();
  phone.answers.set('guide.questions', () => ({ questions }));
  phone.answers.set('guide.answer', () => result);
  guide = phone.stores.part(GuideStore);
  await guide.load();
});

async function choose(asks: string, answer: string) {
  phone.now += 1_000;
  await guide.choose(asks, answer);
}
const asked = () => phone.sent.filter(({ operation }) => operation === 'answer').map(({ input }) => input);

it('asks one question after the other and the service once, at the end', async () => {
  expect(guide.question?.id).toBe('document');
  expect(guide.left).toBe(5);
  for (const [asks, answer] of path) {
    expect(guide.question?.id).toBe(asks);
    await choose(asks, answer);
  }

  expect(guide.question).toBeUndefined();
  expect(asked()).toEqual([{ answers: Object.fromEntries(path) }]);
  expect(guide.result.value).toEqual(result);
  expect(guide.answered.map(({ answer }) => answer)).toEqual(path.map(([, answer]) => answer));
});

it('goes one step back, remembers what was chosen, and drops what a new answer makes pointless', async () => {
  await choose('document', 'passport');
  await choose('purpose', 'renew');
  guide.back();
  expect(guide.question?.id).toBe('purpose');
  expect(guide.chosenBefore('purpose')).toBe('renew');
  guide.back();
  await choose('document', 'exit-entry-permit');

  expect(guide.question?.id).toBe('age');
  expect(guide.answers).toEqual({ document: 'exit-entry-permit' });
});

it('takes a double tap for one', async () => {
  await choose('document', 'passport');
  phone.now += 100;
  await guide.choose('purpose', 'first');

  expect(guide.question?.id).toBe('purpose');
});

it('takes an answer right after a step back, and after the clock was set back', async () => {
  await choose('document', 'passport');
  guide.back();
  await guide.choose('document', 'exit-entry-permit');
  expect(guide.question?.id).toBe('age');

  phone.now -= 5 * 60_000;
  await guide.choose('age', 'adult');
  expect(guide.question?.id).toBe('travel');
});

it('keeps the answers on this phone until somebody starts anew or signs out', async () => {
  await choose('document', 'passport');
  const other = new GuideStore(phone.stores);
  expect(other.question?.id).toBe('purpose');

  phone.stores.signOut();
  expect(guide.question?.id).toBe('document');
  expect(phone.storage.has('guide-answers')).toBe(false);
});

it('asks its questions without a network, and says that the result cannot be had', async () => {
  phone.answers.clear();
  const offline = new GuideStore(phone.stores);
  await offline.load();
  expect(offline.question?.id).toBe('document');
  for (const [asks, answer] of path) {
    phone.now += 1_000;
    await offline.choose(asks, answer);
  }

  expect(offline.result.error?.offline).toBe(true);
  phone.answers.set('guide.questions', () => ({ questions }));
  phone.answers.set('guide.answer', () => result);
  await offline.load();
  expect(offline.result.value).toEqual(result);
});

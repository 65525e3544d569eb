import { runInAction } from 'mobx';
import { renderToStaticMarkup } from 'react-dom/server';
import { answerTo, everyAnswer } from '../../../tests/support/guideAnswers';
import { aPhone } from '../../../tests/support/phone';
import type { Language } from '../../i18n/language';
import { pick } from '../../i18n/translate';
import type { GuideAnswer } from '../../stores/GuideStore';
import { StoreContext } from '../../stores/storeContext';
import { Result } from './Result';

// The phone's own library runs on phones only; nothing is tapped here.
jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

const answers = everyAnswer();
const phone = aPhone();
const { settings } = phone.stores;

const speak = (language: Language) =>
  runInAction(() => {
    settings.language = language;
  });

/** What the screen says, as HTML. */
const render = (answer: GuideAnswer): string =>
  renderToStaticMarkup(
    <StoreContext.Provider value={phone.stores}>
      <Result answer={answer} />
    </StoreContext.Provider>,
  )
    .replaceAll('&amp;', '&')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"');

// React knows no `hoverClass`, which the phones do.
beforeAll(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => jest.restoreAllMocks());

/** What of an answer a screen does not say. */
function missingOn(markup: string, answer: GuideAnswer, language: Language): string[] {
  const papers = (answer.lanes.length === 0 ? [] : answer.materials).map(({ item, when }) =>
    when === undefined
      ? `${pick(language, item)}<`
      : `${settings.t('material.when', { when: pick(language, when) })}</span><span>${pick(language, item)}<`,
  );
  const words = [answer.way.title, answer.way.text, ...answer.notes].map((each) => pick(language, each));
  return [...papers, ...words].filter((each) => !markup.includes(each));
}

it.each(['zh-CN', 'en'] as const)(
  'shows every paper with its condition right before it, in %s',
  (language) => {
    speak(language);

    const missing = new Set(answers.flatMap((answer) => missingOn(render(answer), answer, language)));

    expect(answers.length).toBeGreaterThan(300);
    expect([...missing].slice(0, 5)).toEqual([]);
  },
);

it('shows the urgent, the company and the priority lane before an online way, each with the way to a hall', () => {
  speak('zh-CN');
  const online = answers.filter(
    ({ way, lanes }) => way.kind === 'online' && lanes.some(({ beforeWay }) => beforeWay),
  );
  expect(online.length).toBeGreaterThan(10);
  for (const answer of online) {
    const markup = render(answer);
    for (const { id, action } of answer.lanes.filter(({ beforeWay }) => beforeWay)) {
      const lane = markup.indexOf(`id="lane-${id}"`);
      expect(lane).toBeGreaterThan(-1);
      expect(lane).toBeLessThan(markup.indexOf('id="way"'));
      expect(markup).toContain(action === 'walk-in' ? `id="take-${id}"` : `id="bring-${id}"`);
    }
  }
});

it('shows a foreigner no fees, papers or services of citizens', () => {
  speak('en');
  const markup = render(answerTo({ to: 'foreigner' }));

  expect(markup).toContain('Visas and residence permits are not booked here');
  expect(markup).toContain('id="call-hotline"');
  expect(markup).not.toMatch(/go-service|¥|id="lane-/);
});

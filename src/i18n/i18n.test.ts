import { errorCodes } from '../../contract/errorCodes';
import { aPhone } from '../../tests/support/phone';
import { account } from '../account/phrases';
import { deskDocumentPhrases } from '../desk/documents/phrases';
import { kioskPhrases } from '../desk/kiosks/phrases';
import { deskPhrases } from '../desk/phrases';
import { reviewPhrases } from '../desk/review/phrases';
import { guidePhrases } from '../guide/phrases';
import { oversightPhrases } from '../oversight/phrases';
import { displayPhrases } from '../pages/display/phrases';
import { queuePhrases } from '../queue/phrases';
import { requestPhrases } from '../requests/phrases';
import { zhCN } from './chinesePhrases';
import {
  formatDate,
  formatDistance,
  formatInstant,
  formatNearDate,
  formatShortDay,
  hallParts,
  toInstant,
} from './dates';
import { en } from './englishPhrases';
import { errorMessages } from './errorMessages';
import { languages } from './language';
import { type PhraseBook, phraseBook, phraseOf } from './phraseBook';
import { pick, translate, translateError } from './translate';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** The phrases of the main package and of every sub-package. */
const books: Readonly<Record<string, PhraseBook<Readonly<Record<string, string>>>>> = {
  main: phraseBook(zhCN, en),
  'desk kiosks': kioskPhrases,
  queue: queuePhrases,
  display: displayPhrases,
  guide: guidePhrases,
  desk: deskPhrases,
  account,
  oversight: oversightPhrases,
  'desk documents': deskDocumentPhrases,
  requests: requestPhrases,
  review: reviewPhrases,
};

describe('the two languages', () => {
  it.each(Object.entries(books))('have the same phrases with the same placeholders: %s', (_, book) => {
    const [chinese, english] = [book['zh-CN'], book.en];
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
    for (const key of Object.keys(chinese)) {
      expect([key, placeholders(english[key]!)]).toEqual([key, placeholders(chinese[key]!)]);
      expect(chinese[key]!.trim()).not.toBe('');
      expect(english[key]!.trim()).not.toBe('');
    }
  });

  it('have a sentence for every error code, with the same placeholders', () => {
    for (const language of languages) {
      expect(Object.keys(errorMessages[language]).sort()).toEqual([...errorCodes].sort());
    }
    for (const code of errorCodes) {
      expect([code, placeholders(errorMessages.en[code])]).toEqual([
        code,
        placeholders(errorMessages['zh-CN'][code]),
      ]);
    }
  });

  it('are not mixed up: no Chinese in English but where the language itself is named', () => {
    const chinese = Object.values(books).flatMap(({ en: english }) =>
      Object.keys(english).filter((key) => /\p{Script=Han}/u.test(english[key]!)),
    );

    expect(chinese).toEqual(['me.language']);
    for (const sentence of Object.values(errorMessages.en)) expect(sentence).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('translating', () => {
  it('does not compile when a phrase is not given what it names', () => {
    const book = phraseBook({ minor: '未满{age}岁', plain: '预约' }, { minor: 'Under {age}', plain: 'Book' });
    const { t } = aPhone().stores.settings;

    // @ts-expect-error a phrase with a name in it was given nothing
    expect(phraseOf(book, 'zh-CN', 'minor')).toBe('未满{age}岁');
    // @ts-expect-error the same in the main book
    expect(t('people.minor')).toBe('未满{age}岁');
    expect(phraseOf(book, 'zh-CN', 'minor', { age: 16 })).toBe('未满16岁');
    expect(phraseOf(book, 'zh-CN', 'plain')).toBe('预约');
  });

  it('reads from the book of a sub-package as from the main one', () => {
    const book = phraseBook({ called: '请到{window}号窗口' }, { called: 'Please go to window {window}' });

    expect(phraseOf(book, 'zh-CN', 'called', { window: 3 })).toBe('请到3号窗口');
    expect(phraseOf(book, 'en', 'called', { window: 3 })).toBe('Please go to window 3');
  });

  it('fills in what it is given and leaves what it is not', () => {
    expect(translate('zh-CN', 'people.noneHint', { max: 10 })).toBe('添加自己和家人，最多10人');
    expect(translate('en', 'people.noneHint')).toContain('{max}');
    expect(translateError('en', 'PARTY_TOO_LARGE', { partyMax: 5 })).toBe('At most 5 people at once');
    expect(translateError('en', 'NEW_CODE' as never)).toBe(errorMessages.en.INTERNAL);
    expect(pick('en', { zh: '西湖', en: 'Xihu' })).toBe('Xihu');
  });
});

describe('dates', () => {
  it.each([
    ['zh-CN', '12月3日 周四'],
    ['en', 'Thu 3 Dec'],
  ] as const)('read naturally in %s', (language, text) => {
    expect(formatDate(language, '2026-12-03')).toBe(text);
  });

  it('have words for the days at hand', () => {
    const near = (date: string) => formatNearDate('zh-CN', date, '2026-12-31');

    expect(near('2026-12-31')).toBe('今天 12月31日 周四');
    expect(near('2027-01-01')).toBe('明天 1月1日 周五');
    expect(near('2027-01-02')).toBe('后天 1月2日 周六');
    expect(near('2027-01-03')).toBe('1月3日 周日');
    expect(near('2026-12-30')).toBe('12月30日 周三');
    expect(formatShortDay('en', '2027-01-01', '2026-12-31')).toBe('Tomorrow Fri');
    expect(formatShortDay('en', '2027-01-02', '2026-12-31')).toBe('Sat 2 Jan');
  });

  it('are the hall’s, wherever the phone is', () => {
    expect(formatInstant('zh-CN', '2026-12-02T16:30:00.000Z')).toBe('12月3日 周四 00:30');
    expect(hallParts('2026-12-02T16:30:00.000Z')).toEqual({ date: '2026-12-03', time: '00:30' });
    expect(toInstant('2026-12-03', '00:30').toISOString()).toBe('2026-12-02T16:30:00.000Z');
  });

  it('and distances are rounded to what one can use', () => {
    expect([846, 994, 3_249, 12_000].map(formatDistance)).toEqual(['850 m', '990 m', '3.2 km', '12 km']);
  });
});

import fc from 'fast-check';
import { normaliseLine, normaliseText, toAsciiDigits } from './normaliseText';

describe('normaliseText', () => {
  it.each([
    ['no-break and ideographic spaces', '不 见\u00A0了\u3000护照', '不 见 了 护照'],
    ['direction marks', '\u202D13812345678\u202C', '13812345678'],
    ['zero-width marks', '护\u200B照\u2060丢\uFEFF失', '护照丢失'],
    ['soft hyphens and variation selectors', 'pass\u00ADport 辻\u{E0100}', 'passport 辻'],
    ['control characters', 'a\u0000b\u0007c', 'abc'],
    ['line breaks of every system', ' 一\r\n二\r三 \n 四 ', '一\n二\n三\n四'],
    ['composed letters', 'Jose\u0301', 'José'],
  ])('brings %s to one form', (_what, typed, kept) => {
    expect(normaliseText(typed)).toBe(kept);
  });

  it('keeps what people mean in their own words', () => {
    expect(normaliseText('费用①：½ 天，“加急”。')).toBe('费用①：½ 天，“加急”。');
  });
});

describe('normaliseLine', () => {
  it.each([
    ['full-width letters and digits', 'ＬＩ　ＡＮＮＡ１２', 'LI ANNA12'],
    ['apostrophes', 'O’Brien O‘Brien O´Brien O`Brien Oʼbrien', "O'Brien O'Brien O'Brien O'Brien O'brien"],
    ['dashes', 'Jean‑Luc Jean–Luc Jean—Luc Jean−Luc', 'Jean-Luc Jean-Luc Jean-Luc Jean-Luc'],
    ['compatibility ideographs and radicals', '\u2F29\uF9D8', '小律'],
    ['line breaks', 'a\nb', 'a b'],
  ])('brings %s to one form', (_what, typed, kept) => {
    expect(normaliseLine(typed)).toBe(kept);
  });
});

it('reads the digits that keyboards in China offer', () => {
  expect(toAsciiDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ༠༡༢༣༤༥༦༧༨༩')).toBe('0123456789 0123456789 0123456789');
});

it.each([
  ['normaliseText', normaliseText],
  ['normaliseLine', normaliseLine],
] as const)('%s changes nothing the second time and leaves no invisible mark', (_name, normalise) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const once = normalise(typed);
      expect(normalise(once)).toBe(once);
      expect(once).not.toMatch(
        /[^\P{Cc}\n]|[\u00A0\u00AD\u200B-\u200F\u2028-\u202F\u2060-\u206F\u3000\uFEFF]/u,
      );
    }),
    { numRuns: 2_000 },
  );
});

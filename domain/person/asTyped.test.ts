import fc from 'fast-check';
import { readIdentityDocument } from './identityDocument';
import { maskName } from './masking';
import { isPersonName, nameSearchKey, normalisePersonName } from './personName';
import { isPhoneNumber, normalisePhoneNumber } from './phoneNumber';
import { checkCharacter, normaliseDocumentNumber } from './residentId';

const today = '2026-11-27';
/** Marks that come along with a paste and that nobody sees. */
const invisible = ['\u200B', '\u202A', '\u202C', '\u202D', '\u2060', '\uFEFF', '\u00AD'];
const spaces = [' ', '\u00A0', '\u2009', '\u3000', '\t'];

/** The text with marks and separators put between its characters. */
function typed(text: string, between: readonly string[]): fc.Arbitrary<string> {
  const gap = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom(...between) },
  );
  const characters = [...text];
  return fc
    .array(gap, { minLength: characters.length + 1, maxLength: characters.length + 1 })
    .map((gaps) => characters.map((character, index) => `${gaps[index]}${character}`).join('') + gaps.at(-1));
}

const fullWidth = (text: string) =>
  text.replace(/[0-9A-Z+]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0));

describe('names', () => {
  const dots = ['·', '•', '・', '‧', '．', '∙', '⋅', '･', '●', '˙', '⸱', 'ꞏ', '.', '。', '﹒', ' · ', '··'];
  it.each(dots)('takes %s between the parts of a name', (dot) => {
    const name = normalisePersonName(`阿卜杜热合曼${dot}买买提`);
    expect(name).toBe('阿卜杜热合曼·买买提');
    expect(isPersonName(name)).toBe(true);
  });

  it.each([
    ['O’Brien', "O'Brien"],
    ['D‘Souza', "D'Souza"],
    ['LI, ANNA', 'LI ANNA'],
    ['LI，ANNA', 'LI ANNA'],
    ['LI<<ANNA<MARIA', 'LI ANNA MARIA'],
    ['王〇', '王〇'],
    ['王○', '王〇'],
    ['李〇〇', '李〇〇'],
    ['ＬＩ　ＡＮＮＡ', 'LI ANNA'],
    ['王 小 明', '王小明'],
    ['王\u200B小明', '王小明'],
    ['\u202D王小明\u202C', '王小明'],
    ['张\u00A0三', '张三'],
    ['Nguyễn Thị Hồng', 'Nguyễn Thị Hồng'],
    ['J. R. Smith-Jones', 'J. R. Smith-Jones'],
    ['Jean‐Luc', 'Jean-Luc'],
    ['\u2F29红', '小红'],
    ['𠮷野', '𠮷野'],
    ['ئابدۇراخمان', 'ئابدۇراخمان'],
    ['བཀྲ་ཤིས', 'བཀྲ་ཤིས'],
  ])('takes %s as %s', (given, kept) => {
    const name = normalisePersonName(given);
    expect(name).toBe(kept.normalize('NFKC'));
    if (!given.includes('་')) expect(isPersonName(name)).toBe(true);
  });

  it.each(['', ' ', '·', '...', "'", '\u200B', '王123', 'a@b', '<script>', '😀'])('refuses %j', (given) => {
    expect(isPersonName(normalisePersonName(given))).toBe(false);
  });

  it('finds a saved name however the search is typed', () => {
    const names = ['阿卜杜热合曼·买买提', "O'Brien", 'LI ANNA', '王小明', 'Jean-Luc Picard'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.infiniteStream(fc.constantFrom(...dots)), (name, others) => {
        const asTyped = [...name]
          .map((each) => (each === '·' ? (others.next().value ?? '·') : each))
          .join('');
        expect(nameSearchKey(fullWidth(asTyped.toUpperCase()))).toBe(nameSearchKey(name));
      }),
    );
  });

  it('is the same after a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalisePersonName(text);
        expect(normalisePersonName(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([4, 20, 46, 60])('masks a name of %d letters within eight places', (length) => {
    expect(maskName('A'.repeat(length)).length).toBeLessThanOrEqual(8);
  });
});

describe('document numbers', () => {
  const number = '33010619790303149';
  const whole = number + checkCharacter(number);

  it('reads a pasted number whatever stands between its places', () => {
    fc.assert(
      fc.property(typed(whole, [...invisible, ...spaces, '-', '–', '.']), fc.boolean(), (text, wide) => {
        const given = wide ? fullWidth(text) : text;
        const document = readIdentityDocument({ documentType: 'resident-id', documentNumber: given }, today);
        expect(document.ok && document.value.documentNumber).toBe(whole);
      }),
    );
  });

  it.each(['x', 'X', '×', 'Х', 'х', 'Ｘ', 'ｘ', 'Χ', '✕', '╳'])('reads %s as the final X', (x) => {
    const base = '11010519491231002';
    const document = { documentType: 'resident-id', documentNumber: base + x } as const;
    expect(readIdentityDocument(document, today)).toMatchObject({
      ok: true,
      value: { documentNumber: `${base}X` },
    });
  });

  it('reads Cyrillic and Greek letters that look Latin in a passport', () => {
    expect(normaliseDocumentNumber('ЕА 1234567')).toBe('EA1234567');
  });

  it.each([
    ['a card of 2023', '91133019790303149', true],
    ['one whose check character is wrong', '91133019790303149', false],
  ])('knows the permanent residence card: %s', (_what, body, right) => {
    const check = checkCharacter(body);
    const last = right ? check : check === '1' ? '2' : '1';
    const read = readIdentityDocument(
      { documentType: 'permanent-residence-card', documentNumber: body + last },
      today,
    );
    expect(read.ok).toBe(right);
    if (read.ok) expect(read.value.birthDate).toBe('1979-03-03');
  });

  it('asks the day of birth for a permanent residence card of before 2023', () => {
    const card = { documentType: 'permanent-residence-card', documentNumber: 'usa 110 079 030 312' } as const;
    expect(readIdentityDocument(card, today).ok).toBe(false);
    expect(readIdentityDocument({ ...card, birthDate: '1979-03-03' }, today)).toMatchObject({
      ok: true,
      value: { documentNumber: 'USA110079030312', birthDate: '1979-03-03' },
    });
  });

  it('takes no citizen number for a permanent residence card, nor the other way round', () => {
    expect(
      readIdentityDocument({ documentType: 'permanent-residence-card', documentNumber: whole }, today).ok,
    ).toBe(false);
    const card = `91133019790303149${checkCharacter('91133019790303149')}`;
    expect(readIdentityDocument({ documentType: 'resident-id', documentNumber: card }, today).ok).toBe(false);
  });
});

describe('phone numbers', () => {
  it.each([
    ['138 1234 5678', '13812345678'],
    ['138-1234-5678', '13812345678'],
    ['+86 138 1234 5678', '13812345678'],
    ['+8613812345678', '13812345678'],
    ['0086 13812345678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['\u202A+86 138\u00A01234\u00A05678\u202C', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['tel:+86-138-1234-5678', '13812345678'],
    ['+85291234567', '+85291234567'],
    ['00852 9123 4567', '+85291234567'],
    ['＋８５２ ９１２３ ４５６７', '+85291234567'],
    ['+853 6612 3456', '+85366123456'],
    ['+886 (912) 345-678', '+886912345678'],
    ['+1 (415) 555-0132', '+14155550132'],
  ])('reads %s', (given, kept) => {
    const phone = normalisePhoneNumber(given);
    expect(phone).toBe(kept);
    expect(isPhoneNumber(phone)).toBe(true);
  });

  it.each(['', '12345', '91234567', '12812345678', '138123456789', '+86 12345', '+0 123456', 'abc', '+852'])(
    'refuses %s',
    (given) => {
      expect(isPhoneNumber(normalisePhoneNumber(given))).toBe(false);
    },
  );

  it('reads a pasted number whatever stands between its places', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('13812345678', '+8613812345678', '+85291234567'),
        fc.infiniteStream(fc.constantFrom(...invisible, ...spaces, '-', '', '', '')),
        (number, gaps) => {
          const given = [...number].map((each) => `${each}${gaps.next().value ?? ''}`).join('');
          expect(normalisePhoneNumber(given)).toBe(number.replace('+86', ''));
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { aResidentId } from '../../tests/support/people';
import { ageOn } from './age';
import { readIdentityDocument } from './identityDocument';
import { maskDocumentNumber, maskName, maskPhone } from './masking';
import { isHmtResidencePermit, isResidentId, normaliseDocumentNumber } from './residentId';

const TODAY = '2026-11-23';

describe('resident ID numbers (GB 11643)', () => {
  it('takes the sample of the standard, typed with spaces and a small x too', () => {
    expect(isResidentId('11010519491231002X', TODAY)).toBe(true);
    expect(normaliseDocumentNumber('110105 19491231 002x')).toBe('11010519491231002X');
  });

  it.each([
    ['a wrong check character', '110105194912310021'],
    ['a day that does not exist', '110105202302290024'],
    ['a region that does not exist', '00010519491231002X'],
    ['seventeen places', '11010519491231002'],
    ['letters', 'ABCDEFGHIJKLMNOPQR'],
  ])('refuses %s', (_reason, number) => {
    expect(isResidentId(number, TODAY)).toBe(false);
  });

  it('refuses someone born tomorrow and takes someone born today', () => {
    expect(isResidentId(aResidentId(1, '2026-11-24'), TODAY)).toBe(false);
    expect(isResidentId(aResidentId(1, TODAY), TODAY)).toBe(true);
  });

  it('notices any single digit that is typed wrong', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const right = aResidentId(7);
        const digit = (Number(right[place]) + shift) % 10;
        expect(isResidentId(`${right.slice(0, place)}${digit}${right.slice(place + 1)}`, TODAY)).toBe(false);
      }),
    );
  });

  it('keeps residence permits apart', () => {
    expect(isHmtResidencePermit(aResidentId(1), TODAY)).toBe(false);
    const permit = readIdentityDocument(
      { documentType: 'hmt-residence-permit', documentNumber: '810000199408230021' },
      TODAY,
    );
    expect(permit).toMatchObject({ ok: true, value: { birthDate: '1994-08-23' } });
  });

  it('asks for a day of birth with a passport, whose number does not say it', () => {
    const passport = { documentType: 'passport', documentNumber: 'e12345678' } as const;

    expect(readIdentityDocument(passport, TODAY).ok).toBe(false);
    expect(readIdentityDocument({ ...passport, birthDate: '1990-01-01' }, TODAY)).toMatchObject({
      ok: true,
      value: { documentNumber: 'E12345678' },
    });
  });
});

describe('age', () => {
  it.each([
    ['2010-11-23', 16],
    ['2010-11-24', 15],
  ])('born on %s is %d on 23 November 2026', (born, age) => {
    expect(ageOn(born, TODAY)).toBe(age);
  });

  it('turns with 1 March for those born on 29 February', () => {
    expect(ageOn('2012-02-29', '2028-02-28')).toBe(15);
    expect(ageOn('2012-02-29', '2028-02-29')).toBe(16);
    expect(ageOn('2012-02-29', '2027-02-28')).toBe(14);
    expect(ageOn('2012-02-29', '2027-03-01')).toBe(15);
  });
});

describe('masks', () => {
  it('show enough for the family and no more', () => {
    expect(maskName('王小明')).toBe('王*明');
    expect(maskName('王明')).toBe('王*');
    expect(maskName('王')).toBe('王*');
    expect(maskName('欧阳小明')).toBe('欧**明');
    expect(maskDocumentNumber('11010519491231002X')).toBe('110105********002X');
    expect(maskDocumentNumber('E12345678')).toBe('*******78');
    expect(maskPhone('13812345678')).toBe('138****5678');
  });
});

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { toCsv } from './csv';

const readBack = (file: string): string[][] => parse(file, { bom: true, relax_column_count: true });

it('is read by another program as it was meant', () => {
  const rows = [
    ['大厅', '说明'],
    ['西湖', '停电，"下午"\n恢复'],
    ['上城', ' 空格 '],
  ];
  expect(readBack(toCsv(rows))).toEqual(rows);
});

it('keeps any table whole', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.constantFrom('a"b', 'a,b', 'a\r\nb', ''),
  );
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(table, (rows) => {
      const read = readBack(toCsv(rows));
      const withoutGuard = (text: string | undefined) => text?.replace(/^'(?=[=+\-@\t\r])/, '');
      const meant = rows.map((row) => row.map((value) => withoutGuard(String(value))));
      expect(read.map((row) => row.map(withoutGuard))).toEqual(meant);
    }),
  );
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('keeps a spreadsheet from running %j', (text) => {
  expect(readBack(toCsv([[text, 'x']]))[0]?.[0]).toBe(`'${text}`);
});

it('writes a number below zero as a number', () => {
  expect(toCsv([[-5, 1.5]])).toBe('\uFEFF-5,1.5\r\n');
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const service = path.resolve(__dirname, '..');

const sources = readdirSync(service, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(path.join(service, file), 'utf8') }));

const occurrences = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

/** Statements that write to slots, and how many of them say so. */
const counted = sources.map(({ file, text }) => ({
  file,
  writes: occurrences(text, /\b(?:update|insert into|delete from)\s+slot\b(?! as)/g),
  counts: occurrences(text, /await count(?:Slot|Seat)Change\(|insert into slot_version/g),
}));

it('finds the statements that write to slots', () => {
  expect(counted.filter(({ writes }) => writes > 0).length).toBeGreaterThanOrEqual(4);
});

it('counts every change of a slot where it is made: memories of slots live by it', () => {
  expect(counted.filter(({ writes, counts }) => counts < writes).map(({ file }) => file)).toEqual([]);
});

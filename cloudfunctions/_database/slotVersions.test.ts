import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const service = path.resolve(__dirname, '..');

const sources = readdirSync(service, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(path.join(service, file), 'utf8') }));

const writesSlots = ({ text }: { text: string }) =>
  /\b(update|insert into|delete from)\s+slot\b(?! as)/.test(text);

it('finds the statements that write to slots', () => {
  expect(sources.filter(writesSlots).length).toBeGreaterThanOrEqual(4);
});

it('counts every change of a slot where it is made: memories of slots live by it', () => {
  const silent = sources
    .filter(writesSlots)
    .filter(({ text }) => !/countSlotChange\(|insert into slot_version/.test(text))
    .map(({ file }) => file);

  expect(silent).toEqual([]);
});

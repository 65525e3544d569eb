import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');
const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|') && line.includes('.test.ts'))
  .map((line) => {
    const [, who = '', attack = '', , test = ''] = line.split('|').map((cell) => cell.trim());
    const [, file = '', title = ''] = /^`([^`]+)` "(.+)"$/.exec(test) ?? [];
    return { who, attack, file, title };
  });

describe('docs/security.md', () => {
  it('names a test for every attack', () => {
    const table = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| who'));

    expect(rows).toHaveLength(table.length);
    expect(rows.length).toBeGreaterThan(25);
  });

  it.each(rows)('$who $attack: $title', ({ file, title }) => {
    expect(title).not.toBe('');
    expect(existsSync(path.join(root, file))).toBe(true);
    expect(readFileSync(path.join(root, file), 'utf8').replaceAll("\\'", "'")).toContain(title);
  });
});

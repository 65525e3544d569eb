import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { actionName, factName, factValue, subjectName } from './auditNames';

const service = path.resolve(__dirname, '../../cloudfunctions');
const sources = readdirSync(service, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(path.join(service, file), 'utf8'))
  .join('\n');

/** Every `<before>…<after>` of the service's sources. */
const found = (pattern: RegExp) => [...new Set([...sources.matchAll(pattern)].map(([, code = '']) => code))];

it('names every action that the service writes down, in both languages', () => {
  // A write is written down under its own name, which it cannot be without; these are written down besides.
  const actions = found(/\baction(?:: | =.*)'((?:[a-z]+)\.[\w-]+)'/g);
  expect(actions).toContain('timers.endQueues');
  for (const action of actions) {
    expect(actionName(action, 'zh-CN')).toMatch(/^\p{Script=Han}+$/u);
    expect(actionName(action, 'en')).not.toBe(action);
  }
});

it('names every kind of thing that an entry is about', () => {
  // What signs a demonstration account in is called a subject too.
  const kinds = found(/\b(?:subject(?::| =)|audit\() ?`(?!demo)([a-z-]+):/g);
  expect(kinds).toEqual(expect.arrayContaining(['waitlist-entry', 'window', 'person']));
  for (const kind of kinds) expect(subjectName(`${kind}:x`, 'zh-CN')).toMatch(/^\p{Script=Han}+ x$/u);
});

it('shortens an id to its end, and leaves what has no name as it is', () => {
  const id = '01a21669-e145-7281-a774-08dceec17ad7';
  expect(subjectName(`staff:${id}`, 'zh-CN')).toBe('岗位 c17ad7');
  expect(factValue(id, 'en')).toBe('c17ad7');
  expect(factName('role', 'zh-CN')).toBe('岗位');
  expect(factValue(false, 'zh-CN')).toBe('否');
  expect(factValue('xihu', 'zh-CN')).toBe('xihu');
});

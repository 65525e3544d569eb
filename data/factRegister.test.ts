import { readFileSync } from 'node:fs';
import path from 'node:path';
import { factRegister } from './factRegister';
import { hangzhou } from './hangzhou/city';
import { factsOf, provenanceOf, withProvenance } from './provenance';

const { sources, ...files } = hangzhou;
const facts = Object.entries(files).flatMap(([name, content]) => factsOf(`${name}.json`, content));

describe('the register of facts', () => {
  it('is what the data says: run `npm run facts` when it is not', () => {
    expect(readFileSync(path.join(__dirname, '../docs/facts.md'), 'utf8')).toBe(factRegister(files, sources));
  });

  it('says of every row what the fact is', () => {
    expect(facts.length).toBeGreaterThan(300);
    expect(facts.filter(({ value }) => value === undefined || JSON.stringify(value) === '{}')).toEqual([]);
  });

  it('keeps no source that nothing cites, and none twice', () => {
    const cited = new Set(facts.flatMap(({ source }) => provenanceOf(source, sources).sources));
    expect(sources.filter((each) => !cited.has(each)).map(({ cites }) => cites)).toEqual([]);
    expect(new Set(sources.map(({ cites }) => cites)).size).toBe(sources.length);
  });

  it('dates no source after the day on which it was looked at', () => {
    for (const { date } of sources) expect((date ?? '') <= '2026-11-27').toBe(true);
  });
});

describe('a city whose facts do not say whose word they are', () => {
  it.each([
    [
      'cites an address that the table does not know',
      'https://nowhere.example/1 (somebody)',
      /halls\.json, halls\.city\.phone: .*nowhere/,
    ],
    ['cites nothing', 'everybody knows that', /halls\.json, halls\.city\.phone: Neither/],
  ])('is not read: one %s', (_how, source, message) => {
    const [first, ...others] = hangzhou.halls.halls;
    const changed = { ...first!, phone: { ...first!.phone, source } };
    const city = { ...hangzhou, halls: { ...hangzhou.halls, halls: [changed, ...others] } };
    expect(() => withProvenance(city)).toThrow(message);
  });
});

describe('where a fact comes from', () => {
  const table = [
    { cites: 'https://police.example/notice', publisher: 'police', kind: 'official', date: '2024-05' },
    { cites: 'https://copy.example/1', publisher: 'a copier', kind: 'repost', date: '2025-01-02' },
    { cites: 'https://blog.example/2', publisher: 'a blog', kind: 'report', date: null },
  ] as const;

  it.each([
    ['https://police.example/notice (who may)', 'official', '2024-05'],
    ['https://copy.example/1 ; https://police.example/notice', 'official', '2025-01-02'],
    ['https://copy.example/1, as the police said', 'unconfirmed', '2025-01-02'],
    ['https://blog.example/2', 'unconfirmed', null],
    ['assumption: half of what https://copy.example/1 says', 'ours', '2025-01-02'],
    ['assumption: a round number', 'ours', null],
  ])('%s', (source, status, date) => {
    expect(provenanceOf(source, table)).toMatchObject({ status, date });
  });

  it.each([
    ['an address that is not in the table', 'https://police.example/other (who may)'],
    ['a longer address than the one in the table', 'https://police.example/notice/2'],
    ['hearsay', 'everybody knows that'],
    ['an assumption that does not say so first', 'we take it as an assumption'],
  ])('is not %s', (_what, source) => {
    expect(() => provenanceOf(source, table)).toThrow();
  });
});

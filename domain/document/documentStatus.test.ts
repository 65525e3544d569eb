import { readFileSync } from 'node:fs';
import path from 'node:path';
import { documentStatuses, documentSteps, isOverdue, stepBack, unfinishedStatuses } from './documentStatus';

const read = (file: string) => readFileSync(path.resolve(__dirname, '../..', file), 'utf8');
const page = read('docs/documents.md');
const migration = read('cloudfunctions/_database/migrations/0070_create_documents.sql');

describe('the states of a document', () => {
  it('are the table of docs/documents.md, with the step back', () => {
    const rows = [
      ...page.matchAll(/^\| (accepted|in-production|ready|collected) \| ?([a-z-]*) ?\| ?([a-z-]*) ?\|$/gm),
    ];

    expect(rows.map(([, from, next = '', back = '']) => [from, next, back])).toEqual(
      documentStatuses.map((status) => [status, documentSteps[status] ?? '', stepBack(status) ?? '']),
    );
  });

  it('are the words that the database allows', () => {
    const [, words = ''] = /status text not null\s+check \(status in \(([^)]*)\)/.exec(migration) ?? [];

    expect(words.split(', ').map((word) => word.replace(/'/g, ''))).toEqual(documentStatuses);
  });

  it('lead from the first to the last, each step once, and back the same way', () => {
    for (const status of documentStatuses) {
      const next = documentSteps[status];
      if (next !== null) expect([status, stepBack(next)]).toEqual([status, status]);
    }
    expect(stepBack('accepted')).toBeNull();
  });
});

describe('being late', () => {
  it.each([
    ['2026-12-02', false],
    ['2026-12-03', false],
    ['2026-12-04', true],
  ])('begins the day after the promised one: on %s it is %s', (today, late) => {
    for (const status of unfinishedStatuses) {
      expect(isOverdue({ status, promisedOn: '2026-12-03' }, today)).toBe(late);
    }
    expect(isOverdue({ status: 'ready', promisedOn: '2026-12-03' }, today)).toBe(false);
    expect(isOverdue({ status: 'collected', promisedOn: '2026-12-03' }, today)).toBe(false);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Calendar } from '../calendar/workingDays';
import { companyCheckCharacter, isCompanyCode } from './companyCode';
import { decideAppeal, decideLetterPeriod, decideUse, decideWithdrawal, reviewDueAt } from './decideRequest';
import { mayBecome, requestMoves, requestStatuses } from './requestStatus';

const page = readFileSync(path.resolve(__dirname, '../../docs/request-states.md'), 'utf8');
const migration = readFileSync(
  path.resolve(__dirname, '../../cloudfunctions/_database/migrations/0060_create_requests.sql'),
  'utf8',
);

describe('the states of a request', () => {
  it('are the table of docs/request-states.md', () => {
    const rows = [...page.matchAll(/^\| ([a-z]+) \|([a-z, ]*)\|$/gm)];
    const moves = rows.map(([, from = '', to = '']) => [
      from,
      to
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    ]);
    const { from: _heading, ...table } = Object.fromEntries(moves) as Record<string, string[]>;

    expect(table).toEqual(requestMoves);
  });

  it('are the words that the database allows', () => {
    const [, words = ''] = /create table request \([\s\S]*?status in \(([^)]*)\)/.exec(migration) ?? [];

    expect(words.split(', ').map((word) => word.replace(/'/g, ''))).toEqual([...requestStatuses]);
  });

  it('lead only to states that exist, and never back to the beginning', () => {
    for (const to of Object.values(requestMoves).flat()) {
      expect(requestStatuses).toContain(to);
      expect(to).not.toBe('submitted');
    }
    expect(mayBecome('refused', 'approved')).toBe(false);
    expect(mayBecome('used', 'withdrawn')).toBe(false);
  });
});

const now = new Date('2026-11-24T09:00:00+08:00');

const facts = {
  kind: 'urgent',
  status: 'refused',
  now,
  decidedAt: new Date('2026-11-20T09:00:00+08:00'),
  expiresAt: null,
  appealedAt: null,
} as const;

describe('an appeal', () => {
  const rules = { appealDays: 7 };

  it('is possible once, after a refusal, for some days', () => {
    expect(decideAppeal(facts, rules)).toMatchObject({ ok: true });
    expect(decideAppeal({ ...facts, appealedAt: now }, rules)).toMatchObject({ code: 'NOTHING_TO_APPEAL' });
    expect(decideAppeal({ ...facts, status: 'approved' }, rules)).toMatchObject({ ok: false });
    const late = new Date('2026-11-16T09:00:00+08:00');
    expect(decideAppeal({ ...facts, decidedAt: late }, rules)).toMatchObject({ ok: false });
  });
});

describe('withdrawing', () => {
  it.each(requestStatuses.map((status) => [status, requestMoves[status].includes('withdrawn' as never)]))(
    'from %s: %s',
    (status, possible) => {
      expect(decideWithdrawal({ status }).ok).toBe(possible);
    },
  );
});

describe('an approved request', () => {
  const use = {
    ...facts,
    status: 'approved',
    expiresAt: new Date('2026-12-01T00:00:00+08:00'),
    lane: 'urgent',
    covered: ['a', 'b'],
    party: ['a'],
  } as const;

  it('opens its own lane for its own people while it lasts', () => {
    expect(decideUse(use)).toMatchObject({ ok: true });
    expect(decideUse({ ...use, lane: 'enterprise' })).toMatchObject({ code: 'LANE_NEEDS_APPROVAL' });
    expect(decideUse({ ...use, party: ['a', 'c'] })).toMatchObject({ code: 'PERSON_NOT_IN_REQUEST' });
    expect(decideUse({ ...use, expiresAt: now })).toMatchObject({
      code: 'REQUEST_NOT_APPROVED',
      details: { status: 'expired' },
    });
    for (const status of requestStatuses.filter((each) => each !== 'approved')) {
      expect(decideUse({ ...use, status })).toMatchObject({
        code: 'REQUEST_NOT_APPROVED',
        details: { status },
      });
    }
  });
});

describe('a confirmation letter', () => {
  it.each([
    ['2026-11-24', '2026-11-24', true],
    ['2026-11-01', '2026-11-30', true],
    ['2026-11-01', '2026-11-23', false],
    ['2026-11-24', '2026-11-23', false],
    ['2026-11-24', '2027-11-23', true],
    ['2026-11-24', '2027-11-24', false],
  ])('from %s until %s: %s', (from, until, good) => {
    expect(decideLetterPeriod({ from, until }, '2026-11-24', { letterDaysMax: 365 }).ok).toBe(good);
  });
});

describe('the code of a company (GB 32100-2015)', () => {
  // Published codes: Tencent Computer Systems, Alibaba (China) Network Technology, Huawei Technologies.
  it.each(['9144030071526726XG', '91330100799655058B', '914403001922038216'])('%s is one', (code) => {
    expect(isCompanyCode(code)).toBe(true);
  });

  it('is refused with one character changed, missing, or of another alphabet', () => {
    expect(companyCheckCharacter('9144030071526726X')).toBe('G');
    for (const code of [
      '9144030071526727XG',
      '9144030071526726X',
      '9144030071526726XI',
      '',
      'x'.repeat(18),
    ]) {
      expect(isCompanyCode(code)).toBe(false);
    }
  });
});

it('is due at the review minute of the next working day', () => {
  const calendar: Calendar = { days: new Map(), coverageUntil: '2026-12-31' };
  const rules = { urgentReviewWorkingDays: 1, enterpriseReviewWorkingDays: 2, reviewDueMinute: 1020 };
  const due = (kind: 'urgent' | 'enterprise', sentAt: string) =>
    reviewDueAt(calendar, kind, new Date(sentAt), rules).toISOString();

  expect(due('urgent', '2026-11-24T09:00:00+08:00')).toBe('2026-11-25T09:00:00.000Z');
  expect(due('urgent', '2026-11-27T23:59:00+08:00')).toBe('2026-11-30T09:00:00.000Z');
  expect(due('enterprise', '2026-11-27T09:00:00+08:00')).toBe('2026-12-01T09:00:00.000Z');
});

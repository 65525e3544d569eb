import { fromHallTime, toHallTime } from '../calendar/hallTime';
import { addDays, daysBetween, type LocalDate } from '../calendar/localDate';
import { addWorkingDays, type Calendar } from '../calendar/workingDays';
import type { Lane } from '../lane';
import { accept, type Outcome, refuse } from '../outcome';
import type { RequestKind } from './requestKind';
import type { RequestRules } from './requestRules';
import { mayBecome, type RequestStatus } from './requestStatus';

/** What is known of a request when somebody wants to change or use it. */
export interface RequestFacts {
  readonly kind: RequestKind;
  readonly status: RequestStatus;
  readonly now: Date;
  readonly decidedAt: Date | null;
  /** Until when an approved request opens its lane. */
  readonly expiresAt: Date | null;
  /** Set once the only appeal was made. */
  readonly appealedAt: Date | null;
}

const DAY = 86_400_000;

/** The instant by which a hall decides: the review minute of the n-th working day after the day of sending. */
export function reviewDueAt(
  calendar: Calendar,
  kind: RequestKind,
  sentAt: Date,
  rules: Pick<RequestRules, 'urgentReviewWorkingDays' | 'enterpriseReviewWorkingDays' | 'reviewDueMinute'>,
): Date {
  const days = kind === 'urgent' ? rules.urgentReviewWorkingDays : rules.enterpriseReviewWorkingDays;
  return fromHallTime(addWorkingDays(calendar, toHallTime(sentAt).date, days), rules.reviewDueMinute);
}

/** Whether a hall may decide now. */
export function decideReview(facts: RequestFacts, to: 'approved' | 'refused'): Outcome<null> {
  return mayBecome(facts.status, to) && facts.status !== 'used'
    ? accept(null)
    : refuse('REQUEST_OVER', { status: facts.status });
}

/** Whether the person may take the request back. A used one is given back by cancelling the visit. */
export function decideWithdrawal({ status }: Pick<RequestFacts, 'status'>): Outcome<null> {
  return mayBecome(status, 'withdrawn') ? accept(null) : refuse('REQUEST_OVER', { status });
}

/** Whether a refusal may be appealed: once, and for some days. */
export function decideAppeal(
  facts: RequestFacts,
  { appealDays }: Pick<RequestRules, 'appealDays'>,
): Outcome<null> {
  const { status, appealedAt, decidedAt, now } = facts;
  const inTime = decidedAt !== null && now.getTime() - decidedAt.getTime() <= appealDays * DAY;
  return mayBecome(status, 'appealed') && appealedAt === null && inTime
    ? accept(null)
    : refuse('NOTHING_TO_APPEAL');
}

/** What a request says of a party that wants to book with it. */
export interface RequestUse extends RequestFacts {
  readonly lane: Lane;
  /** Blind documents of the people of the request. */
  readonly covered: readonly string[];
  /** … and of those who come. */
  readonly party: readonly string[];
}

/** Whether an approved request opens this lane for these people now. The first reason is the one to act on first. */
export function decideUse({ kind, status, expiresAt, now, lane, covered, party }: RequestUse): Outcome<null> {
  if (kind !== lane) return refuse('LANE_NEEDS_APPROVAL');
  if (!mayBecome(status, 'used')) return refuse('REQUEST_NOT_APPROVED', { status });
  if (expiresAt === null || expiresAt <= now) return refuse('REQUEST_NOT_APPROVED', { status: 'expired' });
  return party.every((document) => covered.includes(document))
    ? accept(null)
    : refuse('PERSON_NOT_IN_REQUEST');
}

/** The days that a confirmation letter covers, both included. */
export interface LetterPeriod {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Whether a letter may say that it covers this period, asked for today. */
export function decideLetterPeriod(
  { from, until }: LetterPeriod,
  today: LocalDate,
  { letterDaysMax }: Pick<RequestRules, 'letterDaysMax'>,
): Outcome<null> {
  const days = daysBetween(from, until) + 1;
  return days >= 1 && days <= letterDaysMax && until >= today
    ? accept(null)
    : refuse('LETTER_PERIOD_INVALID', { daysMax: letterDaysMax });
}

/** Until when an approved request opens its lane: some days, and no longer than its letter covers. */
export function expiryOf(
  approvedAt: Date,
  { approvedDays }: Pick<RequestRules, 'approvedDays'>,
  letterUntil: LocalDate | null,
): Date {
  const expires = new Date(approvedAt.getTime() + approvedDays * DAY);
  if (letterUntil === null) return expires;
  const letterEnds = fromHallTime(addDays(letterUntil, 1), 0);
  return letterEnds < expires ? letterEnds : expires;
}

import type { Lane } from '../lane';
import type { Residence } from '../person/residence';
import type { Service } from '../service';
import { addDays, type LocalDate } from './localDate';
import { addWorkingDays, type Calendar, isProvisional } from './workingDays';

export interface TimeLimit {
  readonly days: number;
  readonly unit: 'working-days' | 'calendar-days';
}

export interface PromiseQuestion {
  readonly service: Service;
  readonly residence: Residence;
  readonly lane: Lane;
}

export interface PromisedDate {
  readonly promisedOn: LocalDate;
  /** True when the official calendar does not reach far enough: say "about". */
  readonly provisional: boolean;
}

/**
 * The time limit of a service: 5 working days through the enterprise or urgent lane (Hangzhou notice of June 2023,
 * 7 → 5), 15 days for the exit-entry permit (Tangshan public security), otherwise 7 working days for residents of
 * the province and 20 days for others (Zhejiang, Jiashan government 2023; "20个自然日").
 */
export function timeLimitOf({ service, residence, lane }: PromiseQuestion): TimeLimit {
  if (service === 'exit-entry-permit') return { days: 15, unit: 'calendar-days' };
  if (lane === 'enterprise' || lane === 'urgent') return { days: 5, unit: 'working-days' };
  return residence === 'in-province'
    ? { days: 7, unit: 'working-days' }
    : { days: 20, unit: 'calendar-days' };
}

/** The day by which a document accepted on `acceptedOn` is ready. The day of acceptance does not count. */
export function promisedDate(calendar: Calendar, acceptedOn: LocalDate, limit: TimeLimit): PromisedDate {
  if (limit.unit === 'calendar-days')
    return { promisedOn: addDays(acceptedOn, limit.days), provisional: false };
  const promisedOn = addWorkingDays(calendar, acceptedOn, limit.days);
  return { promisedOn, provisional: isProvisional(calendar, promisedOn) };
}

/** The latest promise of a party, when everyone's papers are accepted on the same day: "about" when any of them is. */
export function promiseForParty(
  calendar: Calendar,
  questions: readonly PromiseQuestion[],
  acceptedOn: LocalDate,
): PromisedDate {
  const promises = questions.map((question) => promisedDate(calendar, acceptedOn, timeLimitOf(question)));
  return {
    promisedOn: promises.reduce(
      (latest, each) => (each.promisedOn > latest ? each.promisedOn : latest),
      acceptedOn,
    ),
    provisional: promises.some(({ provisional }) => provisional),
  };
}

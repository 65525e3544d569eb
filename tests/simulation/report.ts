import type { HallResult, ObservedWait } from './hallDay';
import type { Scenario } from './parameters';

/** What the database says of a day when it is over. */
export interface DayAudit {
  readonly tickets: number;
  readonly served: number;
  readonly left: number;
  readonly missed: number;
  /** Tickets that are neither served nor left nor missed: nobody may be lost. */
  readonly lost: number;
  /** Tickets that were called to two windows without having missed the first call. */
  readonly calledTwice: number;
  readonly numbersTwice: number;
  readonly peopleServed: number;
  readonly documentsAccepted: number;
  readonly halls: readonly {
    readonly hall: string;
    readonly passedOverMost: number;
    readonly bound: number;
  }[];
}

export interface WaitError {
  readonly count: number;
  readonly median: number;
  readonly p90: number;
}

/** Waits shorter than this are measured against it: a minute's error of a two-minute wait is not half of it. */
const SHORTEST = 10;

/** How far the wait was from the range that was told, as a share of the wait; 0 inside the range. */
export function rangeError(waits: readonly ObservedWait[]): WaitError {
  return errorOf(waits, (actual, { from, to }) => Math.max(0, from - actual, actual - to));
}

/** How far it was from the middle of the range. */
export function middleError(waits: readonly ObservedWait[]): WaitError {
  return errorOf(waits, (actual, { from, to }) => Math.abs((from + to) / 2 - actual));
}

function errorOf(
  waits: readonly ObservedWait[],
  distance: (actual: number, told: { from: number; to: number }) => number,
): WaitError {
  const errors = waits
    .flatMap(({ actual, told }) =>
      told === undefined ? [] : [distance(actual, told) / Math.max(actual, SHORTEST)],
    )
    .sort((a, b) => a - b);
  return { count: errors.length, median: quantile(errors, 0.5), p90: quantile(errors, 0.9) };
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function reportOf(scenario: Scenario, results: readonly HallResult[], day: DayAudit): string {
  const waits = results.flatMap((result) => result.waits);
  const sum = (of: (result: HallResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  return [
    `## The ${scenario.name} day: ${scenario.documents.toLocaleString('en')} documents wanted`,
    '',
    verdicts(day),
    '',
    `${day.tickets} tickets (${sum((result) => result.booked)} visits booked, ${sum((result) => result.noShows)} of them did not come, ` +
      `${sum((result) => result.tooLate)} came too late), ${day.peopleServed} people served, ${day.documentsAccepted} documents accepted, ` +
      `${day.left} gave up, ${day.missed} missed their calls, ${sum((result) => result.turnedAway)} turned away with the way to another hall.`,
    '',
    '| track | people called | median wait | 90 % within | longest |',
    '|---|---|---|---|---|',
    ...(['booked', 'walk-in', 'green'] as const).map((track) => waitLine(track, waits)),
    '',
    '| hall | tickets | median wait booked / walk-in | turned away | passed over at most (bound) | ended |',
    '|---|---|---|---|---|---|',
    ...results.map((result) => hallLine(result, day)),
    '',
  ].join('\n');
}

function verdicts({ lost, calledTwice, numbersTwice, halls }: DayAudit): string {
  const over = halls.filter(({ passedOverMost, bound }) => passedOverMost > bound).length;
  return [
    `- nobody lost: ${lost === 0 ? 'yes' : `NO, ${lost}`}`,
    `- nobody called twice: ${calledTwice === 0 ? 'yes' : `NO, ${calledTwice}`}`,
    `- no number given twice: ${numbersTwice === 0 ? 'yes' : `NO, ${numbersTwice}`}`,
    `- fairness bound kept at every hall: ${over === 0 ? 'yes' : `NO, not at ${over}`}`,
  ].join('\n');
}

function sortedWaits(waits: readonly ObservedWait[], track: ObservedWait['track']): number[] {
  return waits
    .filter((wait) => wait.track === track)
    .map(({ actual }) => actual)
    .sort((a, b) => a - b);
}

function waitLine(track: ObservedWait['track'], waits: readonly ObservedWait[]): string {
  const all = sortedWaits(waits, track);
  const minutes = (share: number) => `${Math.round(quantile(all, share))} min`;
  return `| ${track} | ${all.length} | ${minutes(0.5)} | ${minutes(0.9)} | ${minutes(1)} |`;
}

function hallLine({ hall, waits, turnedAway, tickets, endedAt }: HallResult, day: DayAudit): string {
  const median = (track: ObservedWait['track']) => {
    const all = sortedWaits(waits, track);
    return all.length === 0 ? '–' : String(Math.round(quantile(all, 0.5)));
  };
  const own = day.halls.find((each) => each.hall === hall);
  const ended = `${Math.floor(endedAt / 60)}:${String(Math.floor(endedAt) % 60).padStart(2, '0')}`;
  return `| ${hall} | ${tickets} | ${median('booked')} / ${median('walk-in')} | ${turnedAway} | ${own?.passedOverMost ?? 0} (${own?.bound ?? 0}) | ${ended} |`;
}

export function errorLine(name: string, waits: readonly ObservedWait[]): string {
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  const [range, middle] = [rangeError(waits), middleError(waits)];
  const widths = waits
    .flatMap(({ told, actual }) =>
      told === undefined ? [] : [(told.to - told.from) / Math.max(actual, SHORTEST)],
    )
    .sort((a, b) => a - b);
  return `| ${name} | ${range.count} | ${percent(range.median)} | ${percent(range.p90)} | ${percent(middle.median)} | ${percent(middle.p90)} | ${percent(quantile(widths, 0.5))} |`;
}

export const errorHeader = [
  '| day | tickets | from the range: median | 90th percentile | from its middle: median | 90th percentile | width of the range, median |',
  '|---|---|---|---|---|---|---|',
].join('\n');

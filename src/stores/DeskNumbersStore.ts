import { makeAutoObservable } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { addDays } from '../../domain/calendar/localDate';
import type { Api } from '../api/createApi';
import type { Platform } from '../platform/types';
import type { DeskSessionStore } from './DeskSessionStore';
import { Loadable } from './Loadable';

export type Numbers = OutputOf<Rooms['desk']['numbers']>;
export type NumbersLine = Numbers['lines'][number];

/** How far back numbers are shown; days, today included. */
export const spans = { today: 1, week: 7, month: 30 } as const;
export type Span = keyof typeof spans;

export interface DeskNumbersOptions {
  readonly api: Api;
  readonly session: DeskSessionStore;
  readonly platform: Pick<Platform, 'giveText'>;
  readonly clock: () => number;
}

/** What a hall did, today and by day. */
export class DeskNumbersStore {
  span: Span = 'today';
  readonly numbers: Loadable<Numbers>;
  private to = '';
  private readonly options: DeskNumbersOptions;

  constructor(options: DeskNumbersOptions) {
    this.options = options;
    this.numbers = new Loadable({ clock: options.clock });
    makeAutoObservable<this, 'options'>(this, { options: false, numbers: false });
  }

  /** `today`: the hall's day. */
  async show(span: Span, today: string): Promise<void> {
    const other = span !== this.span;
    this.span = span;
    this.to = today;
    const { api, session } = this.options;
    const { hall } = session;
    if (hall === undefined) return;
    const { from, to } = this;
    await this.numbers.load(() => api.call('desk', 'numbers', { hall, from, to }), { forget: other });
  }

  get from(): string {
    return addDays(this.to, 1 - spans[this.span]);
  }

  /** The days of the span, the latest first, each with what its lines come to. */
  get days(): readonly (Pick<NumbersLine, 'date' | 'served' | 'accepted' | 'missed'> & { people: number })[] {
    const lines = this.numbers.value?.lines ?? [];
    const dates = [...new Set(lines.map(({ date }) => date))].sort().reverse();
    const sum = (date: string, count: (line: NumbersLine) => number) =>
      lines.filter((line) => line.date === date).reduce((total, line) => total + count(line), 0);
    return dates.map((date) => ({
      date,
      people: sum(date, ({ people }) => people),
      served: sum(date, ({ served }) => served),
      accepted: sum(date, ({ accepted }) => accepted),
      missed: sum(date, ({ missed }) => missed),
    }));
  }

  /** The lines with their days added up; waits are averaged over the people who came. */
  sumByLine(lines: readonly NumbersLine[]): readonly LineSum[] {
    const sums = new Map<string, LineSum>();
    for (const { date: _date, ...line } of lines) {
      const key = `${line.lane} ${line.service}`;
      const sum = sums.get(key);
      sums.set(key, sum === undefined ? line : added(sum, line));
    }
    return [...sums.values()];
  }

  /** Hands the lines over as a spreadsheet reads them. */
  giveCsv(): Promise<'copied' | 'saved' | 'failed'> {
    const { session, platform } = this.options;
    const { value } = this.numbers;
    if (value === undefined) return Promise.resolve('failed');
    const name = `${session.hall ?? 'hall'}-${this.from}-${this.to}.csv`;
    return platform.giveText({ name, text: value.csv });
  }

  forget(): void {
    this.numbers.forget();
  }
}

export type LineSum = Omit<NumbersLine, 'date'>;

function added(a: LineSum, b: LineSum): LineSum {
  const waits = [a, b].flatMap(({ averageWaitMinutes: minutes, people }) =>
    minutes === undefined ? [] : [{ minutes, people }],
  );
  const people = waits.reduce((sum, each) => sum + each.people, 0);
  const waited = waits.reduce((sum, each) => sum + each.minutes * each.people, 0);
  return {
    ...(people === 0 ? {} : { averageWaitMinutes: waited / people }),
    lane: a.lane,
    service: a.service,
    people: a.people + b.people,
    tickets: a.tickets + b.tickets,
    served: a.served + b.served,
    accepted: a.accepted + b.accepted,
    waiting: a.waiting + b.waiting,
    missed: a.missed + b.missed,
  };
}

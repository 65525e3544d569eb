import type { Platform } from '../../program';
import { recordError } from '../records';
import { fire } from '../viewEvents';
import { define, PhoneElement } from './define';

/** Lets the person choose one option of each column; undefined when they close the sheet. */
export type AskToPick = (
  columns: readonly (readonly string[])[],
  chosen: readonly number[],
) => Promise<number[] | undefined>;

/** Lets the person choose a date or a time; undefined when they close the sheet. */
export type AskForDate = (type: 'date' | 'time', value: string) => Promise<string | undefined>;

interface Sheets {
  readonly pick: AskToPick;
  readonly date: AskForDate;
  readonly platform: Platform;
}

let sheets: Sheets | undefined;

export function openPickersIn(given: Sheets): void {
  sheets = given;
}

class Picker extends PhoneElement {
  override tapped(): void {
    if (this.flag('disabled') || sheets === undefined) return;
    this.ask(sheets).then(
      (value) => (value === undefined ? fire(this, 'cancel') : fire(this, 'change', { value })),
      (error: unknown) => recordError(error, 'picker'),
    );
  }

  private async ask({ pick, date, platform }: Sheets): Promise<unknown> {
    const mode = this.words('mode') || 'selector';
    if (mode === 'date' || mode === 'time') return date(mode, this.words('value'));
    if (mode === 'multiSelector') return pick(this.columns(), (this.attribute('value') ?? []) as number[]);
    if (mode !== 'selector') throw new Error(`The host has no picker of mode "${mode}".`);
    const [index] =
      (await pick([this.optionsOf(this.attribute('range'))], [Number(this.words('value') || 0)])) ?? [];
    if (index === undefined) return undefined;
    return platform === 'alipay' ? index : String(index);
  }

  private columns(): string[][] {
    return (this.attribute('range') as unknown[]).map((column) => this.optionsOf(column));
  }

  private optionsOf(range: unknown): string[] {
    const key = this.words('range-key');
    return ((range ?? []) as unknown[]).map((option) =>
      String(key === '' ? option : (option as Record<string, unknown>)[key]),
    );
  }
}

export function definePicker(): void {
  define('picker', Picker);
}

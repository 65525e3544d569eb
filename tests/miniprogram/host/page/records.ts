/** What happened since the app was launched. The driver reads it; the app cannot see it. */

export interface ApiCall {
  readonly api: string;
  readonly args: unknown;
  outcome: 'under way' | 'ok' | 'failed';
  /** Why it failed, in the platform's words. */
  reason?: string;
  /** Set when a real phone would have refused the call because the app did not declare or ask for something. */
  forbidden?: string;
}

export interface DataUpdate {
  /** Route of the page, or name of the component. */
  readonly owner: string;
  /** Of the JSON that crosses from the logic layer to the view, UTF-8. */
  readonly bytes: number;
  readonly paths: readonly string[];
}

export interface Records {
  readonly calls: ApiCall[];
  readonly updates: DataUpdate[];
  readonly errors: string[];
  readonly warnings: string[];
  readonly log: string[];
}

export const records: Records = { calls: [], updates: [], errors: [], warnings: [], log: [] };

export function recordError(error: unknown, where: string): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : describe(error);
  records.errors.push(`${where}: ${text}`);
  records.log.push(`error ${where}: ${text}`);
}

export function recordWarning(message: string): void {
  records.warnings.push(message);
  records.log.push(`warning ${message}`);
}

export function recordUpdate(owner: string, data: Readonly<Record<string, unknown>>): void {
  const bytes = new TextEncoder().encode(JSON.stringify(data)).length;
  records.updates.push({ owner, bytes, paths: Object.keys(data) });
}

/** A value as text for a person who reads a log. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? value.message;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

/** The app's own console: its errors and warnings count, as a person testing on a phone would count them. */
export const recordingConsole = {
  log: (...parts: unknown[]) => note('log', parts),
  info: (...parts: unknown[]) => note('info', parts),
  debug: (...parts: unknown[]) => note('debug', parts),
  warn: (...parts: unknown[]) => recordWarning(`console.warn ${parts.map(describe).join(' ')}`),
  error: (...parts: unknown[]) => recordWarning(`console.error ${parts.map(describe).join(' ')}`),
  time: () => undefined,
  timeEnd: () => undefined,
};

function note(level: string, parts: readonly unknown[]): void {
  records.log.push(`${level} ${parts.map(describe).join(' ')}`);
}

/**
 * One JSON line for each event. Fields are listed, never spread from an input, so that personal data has no
 * way in: ids, codes, counts and durations only.
 */
export interface LogFields {
  readonly room?: string;
  readonly operation?: string;
  readonly requestId?: string;
  readonly caller?: string;
  readonly code?: string;
  readonly milliseconds?: number;
  readonly count?: number;
  readonly stack?: string;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export const consoleLog: Log = {
  info: (event, fields) => write('info', event, fields),
  error: (event, fields) => write('error', event, fields),
};

export const silentLog: Log = { info: () => undefined, error: () => undefined };

let lines = '';

/** Lines of one turn go out together, before the turn ends: writing costs more than the line. */
function write(level: string, event: string, fields: LogFields = {}): void {
  if (lines === '') process.nextTick(flush);
  lines += `${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`;
}

function flush(): void {
  process.stderr.write(lines);
  lines = '';
}

/** The stack of a fault without its message, which may quote a value. */
export function stackWithoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}

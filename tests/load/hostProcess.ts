import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTokens } from '../../cloudfunctions/_runtime/tokens';
import { hostArguments } from '../../scripts/hostArguments.mjs';
import { root } from '../../scripts/run.mjs';
import { accountId, city } from './benchCity';

const key = (byte: number) => createHash('sha256').update(String(byte)).digest();

export const tokenKey = { id: 't1', key: key(3) };

/** Keys of no worth, so that tokens can be made here that the host believes. */
export const keys = {
  SEALING_KEYS: `s1:${key(1).toString('base64')}`,
  BLIND_INDEX_KEY: key(2).toString('base64'),
  TOKEN_KEYS: `t1:${tokenKey.key.toString('base64')}`,
} as const;

export interface HostProcess {
  readonly port: number;
  readonly process: ChildProcess;
  /** Megabytes that the process holds now, and the most that it ever held. */
  memory(): { now: number; peak: number };
  /** Microseconds of the processor that the process has used so far. */
  worked(): number;
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a bundle of `dist/` as a process of its own and waits until it listens. */
export function startProcess(
  file: string,
  environment: Readonly<Record<string, string>>,
  logFile = '/dev/null',
): Promise<HostProcess> {
  const child = spawn(
    process.execPath,
    [...hostArguments, ...(environment.NODE_ARGS ?? '').split(' ').filter(Boolean), path.join(root, file)],
    {
      env: { PATH: process.env.PATH, PORT: '0', ...keys, ...environment },
      stdio: ['ignore', 'pipe', openSync(logFile, 'a')],
    },
  );
  const end = (signal: NodeJS.Signals = 'SIGTERM') =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it listened.`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const port = /listening on \S+:(\d+)/.exec(text)?.[1];
      if (port !== undefined) {
        const id = child.pid ?? 0;
        resolve({
          port: Number(port),
          process: child,
          end,
          memory: () => memoryOf(id),
          worked: () => workOf(id),
        });
      }
    });
  });
}

export function startHost(
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
  logFile?: string,
) {
  return startProcess('dist/host/index.js', { DATABASE_URL: databaseUrl, WEB_DIR: 'none', ...more }, logFile);
}

/** Tokens of citizens that every host of these measurements believes. */
export function mintTokens(count: number, now = new Date()): Promise<string[]> {
  const tokens = createTokens([{ id: 't1', key: key(3) }], () => now);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => (await tokens.issue(accountId(index), city)).token),
  );
}

/** Linux counts in hundredths of a second. */
function workOf(processId: number): number {
  const fields = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function memoryOf(processId: number) {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const bundle = path.join(root, 'dist/host/index.js');

/** The real function host in a process of its own, as `scripts/start.mjs` starts it. */
export interface HostProcess {
  readonly process: ChildProcess;
  /** `http://127.0.0.1:<port>`; rejects with what the host said when it ends before it listens. */
  readonly address: Promise<string>;
  /** How it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** What it has said on both channels so far. */
  said(): string;
}

export function startHost(
  env: Readonly<Record<string, string>>,
  without: readonly string[] = [],
): HostProcess {
  if (!existsSync(bundle)) throw new Error('There is no dist/host: run node scripts/buildHost.mjs first.');
  const full = {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    WEB_DIR: 'none',
    CLOCK: '2026-11-23T09:00:00+08:00',
    ...env,
  };
  const child = spawn(process.execPath, [bundle], {
    cwd: root,
    env: Object.fromEntries(Object.entries(full).filter(([name]) => !without.includes(name))),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const address = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      text += chunk.toString();
      const [, found] = /listening on (\S+)/.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`The host ended before it listened: ${text}`)));
  });
  // A test that expects the host to end does not ask for its address.
  address.catch(() => undefined);
  return { process: child, address, ended, said: () => text };
}

/** A data folder that is gone after the test. */
export function freshFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'host-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export type Answer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: { readonly code: string } };

/** Calls an operation as the web client does. */
export async function post<Data>(
  address: string,
  operation: string,
  input: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Data>> {
  const response = await fetch(`${address}/api/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
  return (await response.json()) as Answer<Data>;
}

/** The data of an answer that must be a yes. */
export async function must<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const given = await answer;
  if (!given.ok) throw new Error(given.error.code);
  return given.data;
}

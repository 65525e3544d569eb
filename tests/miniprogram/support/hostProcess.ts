import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');

/** A Tuesday morning: halls are open, and the seats of two weeks have been released. */
export const NOW = '2026-11-24T10:00:00+08:00';

export interface HostSettings {
  readonly dataFolder: string;
  /** What the host takes for now when it starts. */
  readonly clock: string;
  /** What it serves as the web page. */
  readonly webFolder: string;
  readonly logFile: string;
}

export interface HostProcess {
  readonly host: ChildProcess;
  readonly address: string;
}

/** Starts the built function host on an embedded database and waits until it listens. */
export async function startHost(settings: HostSettings): Promise<HostProcess> {
  const { dataFolder, clock, webFolder, logFile } = settings;
  const host = spawn(process.execPath, ['dist/host/index.js'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: dataFolder,
      WEB_DIR: webFolder,
      CLOCK: clock,
      DATABASE_URL: undefined,
    },
    stdio: ['ignore', 'pipe', openSync(logFile, 'a')],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let written = '';
    host.stdout?.on('data', (chunk: Buffer) => {
      written += chunk.toString();
      const [, found] = /listening on (\S+)/.exec(written) ?? [];
      if (found !== undefined) resolve(found);
    });
    host.once('exit', (code) => reject(new Error(`The function host ended with ${code}.`)));
  });
  return { host, address };
}

export async function stopHost(host: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGTERM');
  await ended;
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserServer, chromium } from 'playwright-core';
import { compileProgram } from '../host/compile/compileProgram';
import { bundlePage } from '../host/driver/bundlePage';
import { findChromium } from '../host/driver/findChromium';
import { platforms } from '../host/program';
import { bookedAt, bookThisMorning } from './bookedThisMorning';
import { builds, keptAt } from './builtProgram';
import { shareWithTests } from './shared';

const root = path.resolve(__dirname, '../../..');

const results = path.join(root, 'test-results/miniprogram');

/** A Tuesday morning: halls are open, and the seats of two weeks have been released. */
const NOW = '2026-11-24T10:00:00+08:00';

export interface Running {
  readonly host: ChildProcess;
  readonly browser: BrowserServer;
  readonly dataFolder: string;
}

declare global {
  var running: Running | undefined;
}

/** Once for the whole run: the real function host on a fresh database, and one browser. */
export default async function startEverything(): Promise<void> {
  checkBuilds();
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const pageScript = path.join(root, 'dist/miniprogram-host/phone.js');
  mkdirSync(path.dirname(pageScript), { recursive: true });
  await bundlePage(pageScript);
  // Compiled once for all stories.
  for (const platform of platforms) {
    const compiled = compileProgram(platform, path.join(builds, platform));
    writeFileSync(keptAt(platform), JSON.stringify(compiled));
  }
  execFileSync(process.execPath, ['scripts/buildHost.mjs'], { cwd: root });
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'miniprogram-'));
  const browser = await chromium.launchServer({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
  });
  const serials = path.join(dataFolder, 'serials');
  mkdirSync(serials);
  const shared = { browser: browser.wsEndpoint(), pageScript, serials };
  // A visit is booked an hour before it at the latest and checks in half an hour before it: it takes two hosts in turn.
  const early = await startHost(dataFolder, bookedAt);
  shareWithTests({ ...shared, service: early.address, visitsToday: [] });
  const visitsToday = await bookThisMorning(early.address);
  await stopHost(early.host);
  const { host, address } = await startHost(dataFolder, NOW);
  shareWithTests({ ...shared, service: address, visitsToday });
  globalThis.running = { host, browser, dataFolder };
}

function checkBuilds(): void {
  for (const platform of platforms) {
    if (!existsSync(path.join(root, 'dist', platform, 'app.json'))) {
      throw new Error(`dist/${platform} is not there. npm run test:miniprogram builds it first.`);
    }
  }
  if (!readFileSync(path.join(root, 'dist/weapp/app.js'), 'utf8').includes('"test"')) {
    throw new Error('dist/weapp does not call cloud functions: build it with TARO_APP_CLOUD_ENV=test.');
  }
}

async function stopHost(host: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGTERM');
  await ended;
}

async function startHost(
  dataFolder: string,
  clock: string,
): Promise<{ host: ChildProcess; address: string }> {
  const host = spawn(process.execPath, ['dist/host/index.js'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: dataFolder,
      WEB_DIR: 'dist/weapp',
      CLOCK: clock,
      DATABASE_URL: undefined,
    },
    stdio: ['ignore', 'pipe', openSync(path.join(results, 'host.log'), 'a')],
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

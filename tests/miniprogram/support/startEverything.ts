import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserServer, chromium } from 'playwright-core';
import { bundlePage } from '../host/driver/bundlePage';
import { findChromium } from '../host/driver/findChromium';
import { platforms } from '../host/program';
import { Citizen } from './Citizen';
import { shareWithTests, type VisitToday } from './shared';

const root = path.resolve(__dirname, '../../..');

const results = path.join(root, 'test-results/miniprogram');

/** A Tuesday morning: halls are open, and the seats of two weeks have been released. */
const NOW = '2026-11-24T10:00:00+08:00';
/** Before that, to book visits to which somebody can check in at that time. */
const EARLIER = '2026-11-24T08:30:00+08:00';
/** Halls where the desk is tried, one for each platform. */
const VISITED = { halls: ['gongshu', 'binjiang'], time: '1030', each: 1 };

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
  execFileSync(process.execPath, ['scripts/buildHost.mjs'], { cwd: root });
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'miniprogram-'));
  const serials = path.join(dataFolder, 'serials');
  mkdirSync(serials);
  const visitsToday = await bookToday(dataFolder, serials);
  const { host, address } = await startHost(dataFolder, NOW);
  const browser = await chromium.launchServer({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
  });
  shareWithTests({ service: address, browser: browser.wsEndpoint(), pageScript, serials, visitsToday });
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

/** Nobody can book half an hour before a visit, and nobody can check in earlier: so the day begins twice. */
async function bookToday(dataFolder: string, serials: string): Promise<readonly VisitToday[]> {
  const { host, address } = await startHost(dataFolder, EARLIER);
  // What is known so far: those who book need numbers that nobody else gets.
  shareWithTests({ service: address, browser: '', pageScript: '', serials, visitsToday: [] });
  const visits: VisitToday[] = [];
  for (const hall of VISITED.halls) {
    for (let visit = 0; visit < VISITED.each; visit += 1) {
      const citizen = await Citizen.onTheWeb(address);
      const slot = `${hall}.appointment.${EARLIER.slice(0, 10)}.${VISITED.time}`;
      const { code, pass = '' } = await citizen.book(slot, 1);
      visits.push({ hall, code, pass });
    }
  }
  const ended = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGTERM');
  await ended;
  return visits;
}

async function startHost(dataFolder: string, now: string): Promise<{ host: ChildProcess; address: string }> {
  const host = spawn(process.execPath, ['dist/host/index.js'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: dataFolder,
      WEB_DIR: 'dist/weapp',
      CLOCK: now,
      DATABASE_URL: undefined,
    },
    stdio: ['ignore', 'pipe', openSync(path.join(results, 'host.log'), 'w')],
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

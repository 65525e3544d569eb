import { type ChildProcess, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserServer } from 'playwright-core';
import { compileProgram } from '../host/compile/compileProgram';
import { bundlePage } from '../host/driver/bundlePage';
import { platforms } from '../host/program';
import { bookedAt, bookThisMorning } from './bookedThisMorning';
import { launchBrowser } from './browser';
import { builds, keptAt } from './builtProgram';
import { NOW, startHost, stopHost } from './hostProcess';
import { shareWithTests } from './shared';

const root = path.resolve(__dirname, '../../..');

const results = path.join(root, 'test-results/miniprogram');

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
  const browser = await launchBrowser();
  const serials = path.join(dataFolder, 'serials');
  mkdirSync(serials);
  const shared = { browser: browser.wsEndpoint(), pageScript, serials };
  const logFile = path.join(results, 'host.log');
  const hosting = { dataFolder, webFolder: 'none', logFile };
  // A visit is booked an hour before it at the latest and checks in half an hour before it: it takes two hosts in turn.
  const early = await startHost({ ...hosting, clock: bookedAt });
  shareWithTests({ ...shared, service: early.address, visitsToday: [] });
  const visitsToday = await bookThisMorning(early.address);
  await stopHost(early.host);
  const { host, address } = await startHost({ ...hosting, clock: NOW });
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

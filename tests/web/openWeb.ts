import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { launchBrowser } from '../miniprogram/support/browser';
import { NOW, startHost, stopHost } from '../miniprogram/support/hostProcess';
import { shareWithTests } from '../miniprogram/support/shared';
import { type Visiting, Visitor } from './Visitor';

const root = path.resolve(__dirname, '../..');
const results = path.join(root, 'test-results/web');

export interface Web {
  /** Address of the host, which serves the page and the service. */
  readonly address: string;
  /** Opens the page in a browser of its own, as a new phone would. */
  open(visiting: Visiting): Promise<Visitor>;
  /** Ends the browser and the host, and forgets the database. */
  close(): Promise<void>;
}

/** The built web page on the real function host with a fresh database, and a browser. */
export async function openWeb(): Promise<Web> {
  if (!existsSync(path.join(root, 'dist/h5/index.html'))) {
    throw new Error('dist/h5 is not there. npm run test:web builds it first.');
  }
  mkdirSync(results, { recursive: true });
  execFileSync(process.execPath, ['scripts/buildHost.mjs'], { cwd: root });
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'web-'));
  const serials = path.join(dataFolder, 'serials');
  mkdirSync(serials);
  const logFile = path.join(results, 'host.log');
  const { host, address } = await startHost({ dataFolder, clock: NOW, webFolder: 'dist/h5', logFile });
  const server = await launchBrowser();
  shareWithTests({
    service: address,
    browser: server.wsEndpoint(),
    pageScript: '',
    serials,
    visitsToday: [],
  });
  const browser: Browser = await chromium.connect(server.wsEndpoint());
  return {
    address,
    open: (visiting) => Visitor.open(browser, address, visiting),
    async close() {
      await server.close();
      await stopHost(host);
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

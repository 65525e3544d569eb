import { type BrowserServer, chromium } from 'playwright-core';
import { findChromium } from '../host/driver/findChromium';

/** A browser of its own, to which tests connect. */
export async function launchBrowser(): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
  });
}

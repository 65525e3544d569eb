import { type BrowserServer, chromium } from 'playwright-core';
import { findChromium } from '../host/driver/findChromium';

/** A browser of its own, to which tests connect; its camera shows a test picture to any page that asks. */
export async function launchBrowser(): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: await findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
}

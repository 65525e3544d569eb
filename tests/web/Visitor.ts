import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { eventually } from '../miniprogram/host/driver/eventually';

const results = path.resolve(__dirname, '../../test-results/web');

/** Milliseconds to wait for anything, on a machine that may do much else. */
const PATIENCE = 30_000;

export interface Visiting {
  /** The page and its query, such as `pages/home/index`. */
  readonly page: string;
  /** The demonstration account that the browser signs in with; without it nobody is signed in. */
  readonly name?: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** Where the phone is, for a person who lets the page know. */
  readonly position?: { readonly longitude: number; readonly latitude: number };
  /** What the code before the camera says, for a browser that reads codes by itself. */
  readonly codeInSight?: string;
}

/** Somebody before the web page. */
export class Visitor {
  /** What a page must not do: errors that nobody caught or the console shows, requests that fail, broken policies. */
  readonly faults: string[] = [];
  private readonly context: BrowserContext;
  private readonly page: Page;

  private readonly address: string;

  private constructor(context: BrowserContext, page: Page, address: string) {
    this.context = context;
    this.page = page;
    this.address = address;
    const note = (fault: string) => this.faults.push(`${page.url()}: ${fault}`);
    page.on('pageerror', ({ message }) => note(message));
    page.on('console', (message) => {
      const bad = message.type() === 'error' || /polic/i.test(message.text());
      if (bad && !cutOff(message.text())) note(message.text());
    });
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      // A page that is left gives up what it still waits for.
      if (why !== 'net::ERR_ABORTED' && !cutOff(why)) note(`${request.url()}: ${why}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) note(`${response.url()}: ${response.status()}`);
    });
  }

  static async open(browser: Browser, address: string, visiting: Visiting): Promise<Visitor> {
    const { name, size = { width: 390, height: 844 }, position, codeInSight } = visiting;
    const context = await browser.newContext({
      viewport: size,
      locale: 'zh-CN',
      acceptDownloads: true,
      ...(position === undefined ? {} : { geolocation: position, permissions: ['geolocation'] }),
    });
    await context.addInitScript(reportPolicies);
    if (codeInSight !== undefined) await context.addInitScript(readCodes, codeInSight);
    const page = await context.newPage();
    const visitor = new Visitor(context, page, `${address}/${name === undefined ? '' : `?demo=${name}`}`);
    await visitor.goTo(visiting.page);
    return visitor;
  }

  /** Opens a page by its address, as if it were the first one. */
  async goTo(route: string): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${this.address}#/${route}`);
  }

  /** What is seen: pages below the one on top are there, and hidden. */
  private find(selector: string): Locator {
    return this.page.locator(selector).filter({ visible: true }).first();
  }

  /** Taps the middle of something, once nothing lies over it: inside Taro's list that is pulled, playwright cannot tell. */
  async tap(selector: string): Promise<void> {
    const place = this.find(selector);
    await place.waitFor({ state: 'visible', timeout: PATIENCE });
    await place.scrollIntoViewIfNeeded({ timeout: PATIENCE });
    await eventually(PATIENCE, async () => {
      const [x, y] = await place.evaluate(middleOf);
      if (x === undefined || y === undefined) throw new Error(`Something lies over ${selector}.`);
      await this.page.mouse.click(x, y);
    });
  }

  async write(selector: string, text: string): Promise<void> {
    await this.find(`${selector} :is(input, textarea)`).fill(text, { timeout: PATIENCE });
  }

  async sees(selector: string): Promise<void> {
    await this.find(selector).waitFor({ state: 'visible', timeout: PATIENCE });
  }

  /** Waits until every picture that is seen in here has been drawn, at least one. */
  async seesPictures(selector: string): Promise<void> {
    await this.sees(selector);
    await eventually(PATIENCE, async () => {
      const widths = await this.page
        .locator(`${selector} img`)
        .filter({ visible: true })
        .evaluateAll((pictures) => pictures.map((each) => (each as HTMLImageElement).naturalWidth));
      if (widths.length === 0 || widths.includes(0)) throw new Error(`${selector}: widths ${widths}.`);
    });
  }

  /** Waits until the camera's picture moves on the page. */
  async seesCamera(): Promise<void> {
    await eventually(PATIENCE, async () => {
      const video = this.page.locator('video');
      const [width, seconds] = await video.evaluate((element) => {
        const { videoWidth, currentTime } = element as HTMLVideoElement;
        return [videoWidth, currentTime];
      });
      if (!(width && seconds)) throw new Error(`The camera is ${width} wide after ${seconds} s.`);
    });
  }

  /** Waits until nothing is under way any more. */
  async settles(): Promise<void> {
    await this.page.waitForLoadState('networkidle', { timeout: PATIENCE });
  }

  async seesNo(selector: string): Promise<void> {
    await this.find(selector).waitFor({ state: 'hidden', timeout: PATIENCE });
  }

  /** Waits until the text of something holds this. */
  async reads(selector: string, expected: string | RegExp): Promise<void> {
    await eventually(PATIENCE, async () => {
      const text = (await this.find(selector).textContent({ timeout: PATIENCE })) ?? '';
      const holds = typeof expected === 'string' ? text.includes(expected) : expected.test(text);
      if (!holds) throw new Error(`${selector} reads "${text}", not ${expected}.`);
    });
  }

  /** Waits until this page is on top. */
  async arrivesAt(route: string): Promise<void> {
    await eventually(PATIENCE, () => {
      if (!this.page.url().includes(`#/${route}`)) throw new Error(`${this.page.url()} is not ${route}.`);
    });
  }

  /** Taps what opens the browser's own choice of files, and chooses this one. */
  async chooseFile(
    selector: string,
    file: { name: string; mimeType: string; buffer: Buffer },
  ): Promise<void> {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser', { timeout: PATIENCE }),
      this.tap(selector),
    ]);
    await chooser.setFiles(file);
  }

  /** Taps what gives a file, and reads it. */
  async takeFile(selector: string): Promise<string> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download', { timeout: PATIENCE }),
      this.tap(selector),
    ]);
    const parts: Buffer[] = [];
    for await (const part of await download.createReadStream()) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  }

  async back(): Promise<void> {
    await this.page.goBack();
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  /** Bytes of scripts and styles that came over the wire for what is open, as they were sent. */
  downloaded(): Promise<number> {
    return this.page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ name }) => /\.(js|css)$/.test(name))
        .reduce((total, { encodedBodySize }) => total + encodedBodySize, 0),
    );
  }

  async setOffline(offline: boolean): Promise<void> {
    await this.context.setOffline(offline);
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(results, `${name}.png`) });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** Runs in the browser: where to touch an element; nowhere while its middle belongs to something else or moves. */
async function middleOf(element: Element): Promise<readonly number[]> {
  const before = element.getBoundingClientRect();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const { x, y, width, height } = element.getBoundingClientRect();
  const middle = [x + width / 2, y + height / 2] as const;
  const touched = document.elementFromPoint(...middle);
  const still = before.x === x && before.y === y;
  return still && touched !== null && element.contains(touched) ? middle : [];
}

/** What a browser says of a network that a test took away. */
function cutOff(text: string): boolean {
  return text.includes('ERR_INTERNET_DISCONNECTED');
}

/** Runs in the browser: writes what breaks a policy of the page's headers to its console. */
function reportPolicies(): void {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    console.error(`policy: ${violatedDirective} forbids ${blockedURI}`),
  );
  new ReportingObserver((reports) => {
    for (const { type, body } of reports) {
      if (type.includes('policy')) console.error(`policy: ${type} ${JSON.stringify(body)}`);
    }
  }).observe();
}

/**
 * Runs in the browser: Chromium reads codes by itself on Android only. This reader finds the code as soon as the
 * camera gives it a picture in which there is something.
 */
function readCodes(text: string): void {
  class BarcodeDetector {
    async detect(video: HTMLVideoElement) {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const surface = canvas.getContext('2d');
      surface?.drawImage(video, 0, 0);
      const { data = [] } = surface?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      return new Set(data).size > 2 && video.currentTime > 1 ? [{ rawValue: text }] : [];
    }
  }
  Object.assign(window, { BarcodeDetector });
}

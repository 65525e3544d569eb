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
}

/** Somebody before the web page. */
export class Visitor {
  /** What a page must not do: errors that nobody caught. */
  readonly faults: string[] = [];
  private readonly context: BrowserContext;
  private readonly page: Page;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('pageerror', ({ message }) => this.faults.push(message));
  }

  static async open(browser: Browser, address: string, visiting: Visiting): Promise<Visitor> {
    const { page: route, name, size = { width: 390, height: 844 } } = visiting;
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN', acceptDownloads: true });
    const page = await context.newPage();
    const visitor = new Visitor(context, page);
    const query = name === undefined ? '' : `?demo=${name}`;
    await page.goto(`${address}/${query}#/${route}`);
    return visitor;
  }

  /** What is seen: pages below the one on top are there, and hidden. */
  private find(selector: string): Locator {
    return this.page.locator(selector).filter({ visible: true }).first();
  }

  async tap(selector: string): Promise<void> {
    await this.find(selector).click({ timeout: PATIENCE });
  }

  async write(selector: string, text: string): Promise<void> {
    await this.find(`${selector} :is(input, textarea)`).fill(text, { timeout: PATIENCE });
  }

  async sees(selector: string): Promise<void> {
    await this.find(selector).waitFor({ state: 'visible', timeout: PATIENCE });
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

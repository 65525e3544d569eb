import type { BrowserContext, ElementHandle, Locator, Page } from 'playwright-core';
import type { Launch } from '../page/launch';
import type { ApiCall, DataUpdate, Records } from '../page/records';
import type { TreeFigures } from '../page/treeFigures';
import { eventually } from './eventually';

/** What one tap costs: calls of setData and their bytes together. */
export interface InteractionFigures {
  readonly calls: number;
  readonly bytes: number;
}

/** What a phone is made of; see `openPhone`. */
export interface PhoneParts {
  readonly page: Page;
  readonly context: BrowserContext;
  /** How long anything may take to appear, in milliseconds. */
  readonly patience: number;
  /** Loads the phone's document, and with it the app. */
  readonly load: (launch: Partial<Launch>) => Promise<void>;
}

const ASKS_THE_PERSON = /^(showModal|showActionSheet|confirm|alert)$/;

/**
 * A phone in the hands of a test. Everything waits by polling until what it needs is there; nothing waits for a time.
 */
export class Phone {
  /** Taps of the person so far. */
  taps = 0;
  /** What went wrong outside the app's sight. */
  readonly hostErrors: string[] = [];
  readonly page: Page;
  private readonly context: BrowserContext;
  private readonly patience: number;
  private readonly load: PhoneParts['load'];
  /** What was recorded before the app was opened the last time. */
  private readonly earlier: Records[] = [];

  constructor({ page, context, patience, load }: PhoneParts) {
    this.page = page;
    this.context = context;
    this.patience = patience;
    this.load = load;
    page.setDefaultTimeout(patience);
  }

  /** Ends the app and opens it anew, in other ways where `launch` says so; nothing of before is left but its records. */
  async launchAgain(launch: Partial<Launch>): Promise<void> {
    this.earlier.push(await this.records());
    await this.load(launch);
  }

  /** Something on the page that is shown, or of the phone around it. */
  find(selector: string): Locator {
    const onPage = this.page.locator('mp-page.phone-top').locator(selector);
    return onPage.or(this.page.locator('body > :not(main)').locator(selector)).first();
  }

  /** What carries exactly this text, or a text like this, on the page that is shown. */
  private textOnPage(text: string | RegExp): Locator {
    return this.page.locator('mp-page.phone-top').getByText(text, { exact: true }).first();
  }

  async tap(selector: string): Promise<void> {
    await this.find(selector).click();
    this.taps += 1;
  }

  async tapText(text: string): Promise<void> {
    await this.textOnPage(text).click();
    this.taps += 1;
  }

  /** Two taps, the second before the app has done anything about the first. */
  async doubleTap(selector: string): Promise<void> {
    await this.press(selector, ['mousedown', 'mouseup', 'mousedown', 'mouseup']);
    this.taps += 2;
  }

  /** Two taps, where the second finger comes down before what the first one does is done, and goes up after. */
  async tapTwiceAround(selector: string, done: () => Promise<void>): Promise<void> {
    const pressed = await this.press(selector, ['mousedown', 'mouseup', 'mousedown']);
    await done();
    await pressed.evaluate(moveFinger, ['mouseup']);
    this.taps += 2;
  }

  /** Fingers that nothing can come between: sent one by one, a later one may find another page in their place. */
  private async press(selector: string, moves: readonly string[]): Promise<ElementHandle<Element>> {
    await this.sees(selector);
    const element = (await this.find(selector).elementHandle()) as ElementHandle<Element>;
    await element.evaluate(moveFinger, moves);
    return element;
  }

  async longPress(selector: string): Promise<void> {
    await this.find(selector).click({ button: 'right' });
  }

  /** Writes into a field, in place of what stood there. */
  async write(selector: string, text: string): Promise<void> {
    await this.find(`${selector} :is(input, textarea)`).fill(text);
  }

  /** Opens a picker and chooses the option with this text in its first column. */
  async pick(selector: string, option: string): Promise<void> {
    await this.tap(selector);
    await this.page.locator('.phone-column').getByText(option, { exact: true }).click();
    await this.tap('#picker-confirm');
  }

  async pickDate(selector: string, date: string): Promise<void> {
    await this.tap(selector);
    await this.page.locator('#picker-date').fill(date);
    await this.tap('#picker-confirm');
  }

  async confirm(): Promise<void> {
    await this.tap('#modal-confirm');
  }

  async decline(): Promise<void> {
    await this.tap('#modal-cancel');
  }

  async back(): Promise<void> {
    await this.tap('#phone-back');
  }

  async openTab(index: number): Promise<void> {
    await this.tap(`#phone-tab-${index}`);
  }

  async sees(selector: string): Promise<void> {
    await this.find(selector).waitFor({ state: 'visible', timeout: this.patience });
  }

  async seesNo(selector: string): Promise<void> {
    await this.find(selector).waitFor({ state: 'hidden', timeout: this.patience });
  }

  async text(selector: string): Promise<string> {
    return (await this.find(selector).textContent({ timeout: this.patience })) ?? '';
  }

  /** Waits until the page shows this text somewhere. */
  async seesText(text: string | RegExp): Promise<void> {
    await this.textOnPage(text).waitFor({ state: 'visible', timeout: this.patience });
  }

  /** Waits until the text of something holds this. */
  async reads(selector: string, expected: string | RegExp): Promise<void> {
    await eventually(this.patience, async () => {
      const text = await this.text(selector);
      const holds = typeof expected === 'string' ? text.includes(expected) : expected.test(text);
      if (!holds) throw new Error(`${selector} reads "${text}", not ${expected}.`);
    });
  }

  /** Waits until a toast has said this. Toasts go after a second or two, which a busy machine may not look at. */
  async says(expected: string): Promise<void> {
    await eventually(this.patience, async () => {
      const said = (await this.calls('showToast')).map(({ args }) => JSON.stringify(args));
      if (!said.some((each) => each.includes(expected))) {
        throw new Error(`No toast says "${expected}", only: ${said.join(', ')}`);
      }
    });
  }

  /** All the text on the page that is shown. */
  async pageText(): Promise<string> {
    return this.page.locator('mp-page.phone-top').innerText();
  }

  /** Waits until this page is on top. */
  async arrivesAt(route: string): Promise<void> {
    await eventually(this.patience, async () => {
      const routes = await this.routes();
      if (routes.at(-1) !== route)
        throw new Error(`The pages are ${routes.join(' > ')}, and ${route} is not on top.`);
    });
  }

  routes(): Promise<readonly string[]> {
    return this.page.evaluate(() => window.phone.routes());
  }

  title(): Promise<string> {
    return this.page.title();
  }

  /** The card that a friend would get, from the phone's own menu. */
  share(): Promise<{ readonly title: string; readonly path: string } | undefined> {
    return this.page.evaluate(() => window.phone.share()) as Promise<
      { title: string; path: string } | undefined
    >;
  }

  async pullDown(): Promise<void> {
    await this.page.evaluate(() => window.phone.pullDown());
  }

  async goOffline(): Promise<void> {
    await this.page.evaluate(() => window.phone.setOnline(false));
  }

  async goOnline(): Promise<void> {
    await this.page.evaluate(() => window.phone.setOnline(true));
  }

  /** Puts a QR code before the camera; empty, and the person gives up scanning. */
  async holdToCamera(code: string): Promise<void> {
    await this.page.evaluate((text) => window.phone.holdToCamera(text), code);
  }

  async leaveApp(): Promise<void> {
    await this.page.evaluate(() => window.phone.hide());
  }

  /** Comes back to the app, through a link when one is given. */
  async returnToApp(url?: string): Promise<void> {
    await this.page.evaluate((link) => window.phone.show(link), url);
  }

  storage(): Promise<Record<string, unknown>> {
    return this.page.evaluate(() => window.phone.storage());
  }

  tree(): Promise<TreeFigures> {
    return this.page.evaluate(() => window.phone.tree());
  }

  /** As text, because the driver's own way of taking objects apart costs more than what a page does. */
  async records(): Promise<Records> {
    return JSON.parse(await this.page.evaluate(() => JSON.stringify(window.phone.records))) as Records;
  }

  /** The records of every time that the app was opened, in order. */
  async everyRecord(): Promise<readonly Records[]> {
    return [...this.earlier, await this.records()];
  }

  async calls(api: string): Promise<readonly ApiCall[]> {
    return (await this.records()).calls.filter((call) => call.api === api);
  }

  async updates(): Promise<readonly DataUpdate[]> {
    return (await this.records()).updates;
  }

  /** Waits until the app waits for nobody but the person, and has sent nothing to the view between three looks. */
  async settles(): Promise<void> {
    let [before, quiet] = [-1, 0];
    await eventually(this.patience, async () => {
      const { underWay, updates } = await this.page.evaluate(() => ({
        underWay: window.phone.records.calls
          .filter(({ outcome }) => outcome === 'under way')
          .map(({ api }) => api),
        updates: window.phone.records.updates.length,
      }));
      const waiting = underWay.some((api) => !ASKS_THE_PERSON.test(api));
      quiet = waiting || updates !== before ? 0 : quiet + 1;
      before = updates;
      if (quiet < 3)
        throw new Error(`The app does not settle: ${waiting ? 'a call is under way' : 'it draws'}.`);
    });
  }

  async picture(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** Runs in the page. */
function moveFinger(element: Element, moves: readonly string[]): void {
  const { left, top, width, height } = element.getBoundingClientRect();
  const place = { clientX: left + width / 2, clientY: top + height / 2 };
  for (const move of moves) element.dispatchEvent(new MouseEvent(move, { ...place, bubbles: true }));
}

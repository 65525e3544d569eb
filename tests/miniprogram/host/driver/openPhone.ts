import type { Browser, Page } from 'playwright-core';
import type { CompiledProgram } from '../compile/compileProgram';
import type { Launch } from '../page/launch';
import type { Network } from './network';
import { Phone } from './Phone';
import type { PhoneServer, Served } from './phoneServer';

/** An ordinary phone's screen, in CSS pixels. */
const SCREEN = { width: 390, height: 844 };

const usual: Launch = {
  citizen: 'guest',
  url: '',
  storage: {},
  language: 'zh_CN',
  dark: false,
  fontSize: 16,
  position: { longitude: 120.1551, latitude: 30.2741 },
  refused: [],
  privacyGuide: [],
  camera: '',
  filesToChoose: [],
  answers: {},
};

export interface PhoneOptions {
  readonly browser: Browser;
  /** From where the phone loads what it runs. */
  readonly server: PhoneServer;
  readonly compiled: CompiledProgram;
  /** The bundled page half of the host. */
  readonly pageScript: string;
  readonly network: Network;
  readonly launch: Partial<Launch>;
  /** How long anything may take to appear, in milliseconds: much, for a machine that does other things too. */
  readonly patience?: number;
  /** Dots for each CSS pixel: 1 costs a quarter of the drawing of 2, which is for pictures that people look at. */
  readonly density?: 1 | 2;
}

/** A phone of its own with the app just opened. */
export async function openPhone({
  browser,
  server,
  compiled,
  pageScript,
  network,
  launch,
  patience = 15_000,
  density = 1,
}: PhoneOptions): Promise<Phone> {
  const context = await browser.newContext({ viewport: SCREEN, deviceScaleFactor: density });
  const page = await context.newPage();
  await page.exposeFunction('sendToNetwork', network.send);
  const served: Served = { compiled, pageScript, launch: { ...usual, ...launch } };
  const address = server.serve(served);
  const load = async (again: Partial<Launch>) => {
    served.launch = { ...usual, ...launch, ...again };
    // Whoever looks waits for what they look for, not for every picture.
    await page.goto(address, { waitUntil: 'domcontentloaded' });
  };
  const phone = new Phone({ page, context, patience, load });
  watch(page, phone);
  await load({});
  return phone;
}

/** What the page itself cannot record: errors before it runs, and files that are not there. */
function watch(page: Page, phone: Phone): void {
  page.on('pageerror', (error) => phone.hostErrors.push(error.stack ?? error.message));
  page.on('requestfailed', (request) => {
    // What was still on its way when the app was ended is no loss.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      phone.hostErrors.push(`no file ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) phone.hostErrors.push(`no file ${response.url()}`);
  });
}

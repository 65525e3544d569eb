import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { CompiledProgram } from '../compile/compileProgram';
import type { Launch } from '../page/launch';
import type { Network } from './network';
import { Phone } from './Phone';

/** Where the page half of the host believes itself to be; nothing of it leaves the machine. */
const ADDRESS = 'http://phone.test/';

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
  readonly compiled: CompiledProgram;
  /** The bundled page half of the host. */
  readonly pageScript: string;
  readonly network: Network;
  readonly launch: Partial<Launch>;
  /** How long anything may take to appear, in milliseconds: much, for a machine that does other things too. */
  readonly patience?: number;
}

/** A phone of its own with the app just opened. */
export async function openPhone({
  browser,
  compiled,
  pageScript,
  network,
  launch,
  patience = 15_000,
}: PhoneOptions): Promise<Phone> {
  const context = await browser.newContext({ viewport: SCREEN, deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.exposeFunction('sendToNetwork', network.send);
  const scripts: Record<string, string> = {
    '/launch.js': `window.launch=${toScript({ ...usual, ...launch })}`,
    '/program.js': programText(compiled),
    '/phone.js': phoneText(pageScript),
  };
  await page.route(`${ADDRESS}**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: DOCUMENT });
    const script = scripts[pathname];
    if (script !== undefined) return route.fulfill({ contentType: 'text/javascript', body: script });
    return route.fulfill({ path: path.join(compiled.folder, pathname) });
  });
  const phone = new Phone(page, context, patience);
  watch(page, phone);
  await page.goto(ADDRESS);
  return phone;
}

const DOCUMENT = [
  '<!doctype html><meta charset="utf-8"><body>',
  ...['launch', 'program', 'phone'].map((name) => `<script src="/${name}.js"></script>`),
].join('');

/** More than a megabyte, and the same for every phone: written once. */
const programTexts = new WeakMap<CompiledProgram, string>();

function programText(compiled: CompiledProgram): string {
  const known = programTexts.get(compiled);
  if (known !== undefined) return known;
  const text = `window.program=${toScript(compiled.program)}`;
  programTexts.set(compiled, text);
  return text;
}

let phoneScript: { readonly file: string; readonly text: string } | undefined;

function phoneText(file: string): string {
  if (phoneScript?.file !== file) phoneScript = { file, text: readFileSync(file, 'utf8') };
  return phoneScript.text;
}

/** What the page itself cannot record: errors before it runs, and files that are not there. */
function watch(page: Page, phone: Phone): void {
  page.on('pageerror', (error) => phone.hostErrors.push(error.stack ?? error.message));
  page.on('requestfailed', (request) => phone.hostErrors.push(`no file ${request.url()}`));
}

/** A value as the text of a script; `</` would end the script's element. */
function toScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('</', '<\\/');
}

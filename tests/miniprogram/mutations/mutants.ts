import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Platform } from '../host/program';

/** A build with one thing wrong that a test run must notice. */
export interface Mutant {
  readonly name: string;
  /** What a failure must say, so that no other failure passes for it. */
  readonly says: RegExp;
  /** What is done to a copy of the build. */
  readonly break: (copy: Copy) => void;
  readonly only?: Platform;
}

export interface Copy {
  readonly platform: Platform;
  /** Changes a text file; fails when that changes nothing, so that no mutant is a healthy build. */
  rewrite(file: string, change: (text: string) => string): void;
  remove(file: string): void;
  add(file: string, text: string): void;
}

const template = ({ platform }: Copy) => (platform === 'weapp' ? 'base.wxml' : 'base.axml');
const page = ({ platform }: Copy, route: string) => `${route}.${platform === 'weapp' ? 'wxml' : 'axml'}`;
const api = ({ platform }: Copy) => (platform === 'weapp' ? 'wx' : 'my');

/** Runs a line when the app starts. */
const atStart = (line: (copy: Copy) => string) => (copy: Copy) =>
  copy.rewrite('app.js', (text) => `${text};${line(copy)};`);

const browserOnly = [
  'window.innerWidth',
  'document.title',
  "localStorage.getItem('token')",
  'crypto.subtle',
  'Intl.NumberFormat',
  "fetch('/')",
];

export const mutants: readonly Mutant[] = [
  {
    name: 'a tap is not bound',
    says: /Timeout .* exceeded/s,
    break: (copy) => copy.rewrite(template(copy), (text) => text.replace(/ (bindtap|onTap)="eh"/g, '')),
  },
  {
    name: 'a template is asked for that is not there',
    says: /There is no template "tmpl_0_lost"/,
    break: (copy) =>
      copy.rewrite(template(copy), (text) => text.replace(/is="\{\{xs\.a\(0[^"]*"/g, 'is="tmpl_0_lost"')),
  },
  {
    name: 'the component that carries deep trees is missing',
    says: /The component comp is not at/,
    only: 'weapp',
    break: (copy) => copy.remove('comp.js'),
  },
  {
    name: 'list items are told apart by something that is not theirs alone',
    says: /Some keys are not unique/,
    break: (copy) => copy.rewrite(template(copy), (text) => text.replace(/(wx|a):key="sid"/g, '$1:key="nn"')),
  },
  {
    name: 'a page has no template',
    says: /The page pages\/confirm\/index has no/,
    break: (copy) => copy.remove(page(copy, 'pages/confirm/index')),
  },
  {
    name: 'a page has no script',
    says: /The page pages\/confirm\/index has no/,
    break: (copy) => copy.remove('pages/confirm/index.js'),
  },
  {
    name: 'a page is not listed',
    says: /no way to the page: page "pages\/confirm\/index" is not found/,
    break: (copy) => copy.rewrite('app.json', (text) => text.replace('"pages/confirm/index",', '')),
  },
  {
    name: 'a location API that the app does not declare',
    says: /refuses getLocation/,
    only: 'weapp',
    break: atStart(() => 'wx.getLocation({ fail() {} })'),
  },
  {
    name: 'personal information that the privacy guide does not name',
    says: /refuses getPhoneNumber/,
    only: 'weapp',
    break: atStart(() => 'wx.getPhoneNumber({ fail() {} })'),
  },
  {
    name: 'a login scope that the app may not have',
    says: /refuses getAuthCode/,
    only: 'alipay',
    break: atStart(() => "my.getAuthCode({ scopes: 'auth_user', fail() {} })"),
  },
  {
    name: 'an API that no phone has',
    says: /readMind is not a function/,
    break: atStart((copy) => `${api(copy)}.readMind()`),
  },
  {
    name: 'an API that this host does not know',
    says: /cannot startGyroscope yet/,
    break: atStart((copy) => `${api(copy)}.startGyroscope({ fail() {} })`),
  },
  {
    name: 'a scope without a reason for asking',
    says: /refuses getFuzzyLocation: require permission desc/,
    only: 'weapp',
    break: (copy) => {
      copy.rewrite('app.json', (text) => JSON.stringify({ ...JSON.parse(text), permission: {} }));
      atStart(() => 'wx.getFuzzyLocation({ fail() {} })')(copy);
    },
  },
  {
    name: 'what only browsers have',
    says: /'innerWidth'.*'title'.*'getItem'.*'subtle'.*'NumberFormat'.*fetch is not a function/s,
    break: atStart(() => browserOnly.map((use) => `setTimeout(() => ${use})`).join(';')),
  },
  {
    name: 'what only browsers have, by another way',
    says: /reading 'title'/,
    break: atStart(() => 'globalThis.document.title'),
  },
  {
    name: 'a promise that nobody looks after',
    says: /unhandled rejection: Error: lost/,
    break: atStart(() => "Promise.reject(new Error('lost'))"),
  },
  {
    name: 'a complaint on the console',
    says: /Warning: something is wrong/,
    break: atStart(() => "console.error('Warning: something is wrong')"),
  },
];

/** Gives the folder of a broken copy to `use`, and removes it afterwards. */
export async function withMutant<Result>(
  { break: breakCopy }: Mutant,
  platform: Platform,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mutant-'));
  try {
    cpSync(path.resolve(__dirname, '../../../dist', platform), folder, { recursive: true });
    breakCopy(openCopy(platform, folder));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function openCopy(platform: Platform, folder: string): Copy {
  return {
    platform,
    rewrite(file, change) {
      const place = path.join(folder, file);
      const before = readFileSync(place, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`There was nothing to break in ${file}.`);
      writeFileSync(place, after);
    },
    remove(file) {
      const place = path.join(folder, file);
      if (!existsSync(place)) throw new Error(`There is no ${file} to remove.`);
      rmSync(place);
    },
    add: (file, text) => writeFileSync(path.join(folder, file), text),
  };
}

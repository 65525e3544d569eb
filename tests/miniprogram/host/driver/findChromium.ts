import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export interface Browser {
  readonly path: string;
  readonly args: readonly string[];
}

/** The browser of `CHROMIUM`, one that is installed, or the one that an npm package carries. */
export async function findChromium(): Promise<Browser> {
  const given = process.env.CHROMIUM;
  if (given !== undefined && given !== '') return { path: given, args: [] };
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const installed = folders
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find(isExecutable);
  return installed === undefined ? unpackChromium() : { path: installed, args: [] };
}

async function unpackChromium(): Promise<Browser> {
  const { default: chromium } = await import('@sparticuz/chromium');
  return { path: await chromium.executablePath(), args: chromium.args };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/** Browsers that draw pages and nothing around them: a window with its tabs and menus costs twice the time of a test. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
const WITH_WINDOWS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The program of `CHROMIUM`; a shell that is installed, or the one that an npm package carries; where that does not
 * run (it lacks a library of the system), an installed browser with windows.
 */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM;
  if (given !== undefined && given !== '') return given;
  const shell = findInstalled(SHELLS);
  if (shell !== undefined) return shell;
  const carried = await unpackChromium();
  return runs(carried) ? carried : (findInstalled(WITH_WINDOWS) ?? carried);
}

function runs(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

function findInstalled(names: readonly string[]): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable);
}

/**
 * Unpacks the browser of `@sparticuz/chromium` once, into a place of this project. Its own way of doing so gives a
 * half-written file to whoever asks meanwhile, and its own arguments put the whole browser into one process, which
 * then ends as a whole.
 */
async function unpackChromium(): Promise<string> {
  const packed = path.resolve(require.resolve('@sparticuz/chromium'), '../../../bin/chromium.br');
  const folder = path.resolve(__dirname, '../../../../node_modules/.cache');
  const program = path.join(folder, 'chromium');
  if (isExecutable(program)) return program;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${program}-${process.pid}`;
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(unfinished));
  chmodSync(unfinished, 0o755);
  await rename(unfinished, program);
  return program;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { accessSync, chmodSync, constants, createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The program of `CHROMIUM`, one that is installed, or the one that an npm package carries. */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM;
  if (given !== undefined && given !== '') return given;
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const installed = folders
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find(isExecutable);
  return installed ?? unpackChromium();
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

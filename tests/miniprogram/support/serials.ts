import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { readShared } from './shared';

const BLOCK = 1_000;

let next = 0;

/**
 * A number that no other person of this run has, in whichever process and file they are made: each file takes blocks
 * of numbers, and a block is taken by whoever creates its folder first.
 */
export function nextSerial(): number {
  if (next % BLOCK === 0) next = takeBlock() * BLOCK;
  next += 1;
  return next - 1;
}

function takeBlock(): number {
  for (let block = 0; ; block += 1) {
    try {
      mkdirSync(path.join(readShared().serials, String(block)));
      return block;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Moving files into place takes less than a second: a lock this old was left by a process that is gone. Milliseconds. */
const LOCK_LIVES = 10_000;

/**
 * Lets `make` fill a folder beside the place, then moves its files into place: whoever reads the place meanwhile (a host
 * that starts, another command) finds every file, whole, and none that did not change is touched. What names other
 * files lies at the top of a build and comes last; files that the new build lacks go after that.
 */
export async function replaceFolder(place, make) {
  const fresh = `${place}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(path.dirname(place), { recursive: true });
  try {
    await make(fresh);
    await oneAtATime(`${place}.lock`, () => moveFiles(fresh, place));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function moveFiles(fresh, place) {
  mkdirSync(place, { recursive: true });
  const files = listFiles(fresh).sort((one, other) => depthOf(other) - depthOf(one));
  for (const file of files) {
    const [from, to] = [path.join(fresh, file), path.join(place, file)];
    if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    renameSync(from, to);
  }
  const kept = new Set(files);
  for (const file of listFiles(place)) if (!kept.has(file)) rmSync(path.join(place, file));
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function depthOf(file) {
  return file.split(path.sep).length;
}

async function oneAtATime(lock, work) {
  while (!takeLock(lock)) await pause(20);
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A folder is made by one process only. */
function takeLock(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    dropOldLock(lock);
    return false;
  }
}

function dropOldLock(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > LOCK_LIVES) rmdirSync(lock);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

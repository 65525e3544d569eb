import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Lets `make` fill a folder beside the place and renames it into place once it is whole, so that whoever reads the
 * place meanwhile (a host that starts, another command) finds the old build or the new one, never half of one.
 */
export async function replaceFolder(place, make) {
  const fresh = `${place}.new-${process.pid}`;
  const old = `${place}.old-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(path.dirname(place), { recursive: true });
  try {
    await make(fresh);
    if (existsSync(place)) renameSync(place, old);
    renameSync(fresh, place);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run.mjs';

/** Installs exactly what a folder's lock file names, when that is not what is there. */
export async function installWhatIsMissing(folder = root) {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');
  const stamp = path.join(folder, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stdout.write('Installing what is missing (npm ci) …\n');
  await run('npm', ['ci', '--no-progress', '--prefix', folder]);
  writeFileSync(stamp, lock);
}

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installWhatIsMissing } from './install.mjs';
import { bin, root, run } from './run.mjs';

/**
 * `npm run test:gate`, after the builds: what can be found wrong with both mini-programs without running them. WeChat's
 * tools for it are large and needed nowhere else, so that they are a package of their own.
 */
export async function checkBuilds() {
  await installWhatIsMissing(path.join(root, 'tests/miniprogram/gate'));
  await run(bin('jest'), ['--ci', '-c', 'tests/miniprogram/gate/jest.config.js']);
}

/** `npm run test:smoke`, after the WeChat build: every page of it in `miniprogram-simulate`. */
export async function smokeBuild() {
  await run(bin('jest'), ['--ci', '-c', 'tests/miniprogram/smoke/jest.config.js']);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await checkBuilds();

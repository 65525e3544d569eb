import path from 'node:path';
import { buildHost } from './buildHost.mjs';
import { installWhatIsMissing } from './install.mjs';
import { root, run } from './run.mjs';

/** `node scripts/operate.mjs <command> [arguments]`: see the file of that name in `host/`. */
const [command, ...rest] = process.argv.slice(2);
await installWhatIsMissing();
await buildHost();
await run(process.execPath, [path.join(root, `dist/host/${command}.js`), ...rest]).catch(() => {
  process.exitCode = 1;
});

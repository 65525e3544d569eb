import path from 'node:path';
import { buildHost } from './buildHost.mjs';
import { installWhatIsMissing } from './install.mjs';
import { root, run } from './run.mjs';

/** `npm run calendar:import -- <file>`: see `host/importCalendar.ts`. */
await installWhatIsMissing();
await buildHost();
const files = process.argv.slice(2).map((file) => path.resolve(process.env.INIT_CWD ?? '.', file));
await run(process.execPath, [path.join(root, 'dist/host/importCalendar.js'), ...files]).catch(() => {
  process.exitCode = 1;
});

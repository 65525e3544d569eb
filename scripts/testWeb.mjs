import { buildClient } from './buildClient.mjs';
import { bin, run } from './run.mjs';

/** `npm run test:web [-- jest arguments]`: builds the web page and uses it in a browser. */
await buildClient('h5', { quiet: true });
await run(bin('jest'), ['--ci', '-c', 'tests/web/jest.config.js', ...process.argv.slice(2)]);

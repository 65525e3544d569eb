import { run } from './run.mjs';

/** `npm run bench:wait`: replays simulated days for the error of the waits that people are told. */
await run(process.execPath, ['scripts/runBundled.mjs', 'tests/simulation/simulate.ts'], {
  env: { SIMULATE: 'waits' },
});

import { bin, run } from './run.mjs';

/** `npm run fuzz [-- <inputs> [<seed>]]`: 10,000 inputs for each operation; a failure says the input, the seed repeats it. */
const [inputs = '10000', seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
process.stdout.write(`${inputs} inputs for each operation, seed ${seed}\n`);
await run(
  bin('jest'),
  ['--selectProjects', 'db', '--testPathPattern', 'tests/fuzz/operations', '--testTimeout', '7200000'],
  {
    env: {
      NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
      FUZZ_INPUTS: inputs,
      FUZZ_SEED: seed,
    },
  },
).catch(() => {
  process.exitCode = 1;
});

import { bin, run } from './run.mjs';

/**
 * `npm run test:miniprogram:repeat -- <times> [jest arguments]`: runs the compiled mini-programs again and again on the
 * builds that are there, and says how often they passed and how long they took. Fails when any run failed.
 */
const [given = '20', ...rest] = process.argv.slice(2);
const times = Number(given);
if (!Number.isInteger(times) || times < 1) throw new Error('Say how often to run: 1 or more.');

const runs = [];
for (let index = 1; index <= times; index += 1) {
  const startedAt = Date.now();
  const failure = await run(bin('jest'), ['--ci', '-c', 'tests/miniprogram/jest.config.js', ...rest], {
    quiet: true,
  }).then(
    () => undefined,
    (error) => error,
  );
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  runs.push({ seconds, passed: failure === undefined });
  process.stdout.write(
    `run ${index} of ${times}: ${failure === undefined ? 'passed' : 'FAILED'}, ${seconds} s\n`,
  );
}

const failed = runs.filter(({ passed }) => !passed).length;
const seconds = runs.map((each) => each.seconds).sort((a, b) => a - b);
process.stdout.write(
  `${times - failed} of ${times} runs passed; ${seconds.at(0)} to ${seconds.at(-1)} s a run, half within ${seconds.at(seconds.length >> 1)} s.\n`,
);
if (failed > 0) process.exit(1);

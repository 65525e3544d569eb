import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { bin, root, run } from './run.mjs';

/**
 * `npm run fuzz [-- <inputs> [<seed>]]`: 10,000 inputs for each operation. A failure says the input, the seed repeats
 * it; a run without one writes what every operation answered into docs/fuzz.md.
 */
const [inputs = '10000', seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2);
process.stdout.write(`${inputs} inputs for each operation, seed ${seed}\n`);
const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
const started = performance.now();
// The operations are shared out among the cores, each share with a city of its own.
const shares = Array.from(cpus(), (_, share) => share);
const fileOf = (share) => path.join(folder, `report-${share}.json`);
try {
  await Promise.all(shares.map(fuzzShare));
  const report = shares.flatMap((share) => JSON.parse(readFileSync(fileOf(share), 'utf8')));
  report.sort((one, other) => one.operation.localeCompare(other.operation));
  writeFileSync(path.join(root, 'docs/fuzz.md'), pageOf(report));
} catch {
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function fuzzShare(share) {
  return run(
    bin('jest'),
    ['--selectProjects', 'db', '--testPathPattern', 'tests/fuzz/operations', '--testTimeout', '7200000'],
    {
      env: {
        NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
        FUZZ_INPUTS: inputs,
        FUZZ_SEED: seed,
        FUZZ_SHARE: `${share}/${shares.length}`,
        FUZZ_REPORT: fileOf(share),
      },
    },
  );
}

function pageOf(report) {
  const minutes = Math.round((performance.now() - started) / 60_000);
  const count = Number(inputs).toLocaleString('en');
  const rows = report.map(({ operation, counts }) => {
    const { OK = 0, ...refused } = counts;
    const codes = Object.entries(refused)
      .sort(([, one], [, other]) => other - one)
      .map(([code, times]) => `${code} ${times}`);
    return `| ${operation} | ${OK} | ${codes.join(', ')} |`;
  });
  return `# The long run of the fuzzer

Written by \`npm run fuzz\`. ${count} inputs for each of ${report.length} operations, made from the operation's own
schema: a third valid, a third spoiled in one place, a third hostile; every third caller has a wrong, forged or foreign
token. Seed ${seed}, ${new Date().toISOString().slice(0, 10)}, ${minutes} minutes. No answer was INTERNAL or outside the
contract, no refusal changed a row, and nothing of another citizen changed.

| operation | answered | refused, by code |
|---|---|---|
${rows.join('\n')}
`;
}

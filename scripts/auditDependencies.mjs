import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

/** What ends up in the service: everything else is a tool that builds the phone's pages, or a test's. */
const SERVICE = ['@electric-sql/pglite', 'alipay-sdk', 'croner', 'jose', 'negotiator', 'pg', 'uuid', 'zod'];
const GRAVE = new Set(['high', 'critical']);

/** Fails when a package of the service has a known grave hole. Without a network it says so and lets the rest run. */
export async function auditDependencies() {
  const report = await askRegistry();
  if (report === undefined) {
    process.stdout.write('The registry does not answer: known holes in packages were not looked up.\n');
    return;
  }
  const shipped = packagesOf(SERVICE);
  const grave = Object.values(report.vulnerabilities ?? {}).filter(({ severity }) => GRAVE.has(severity));
  const ours = grave.filter(({ name }) => shipped.has(name));
  process.stdout.write(
    `${shipped.size} packages are shipped in the service, ${ours.length} with a grave hole; ${grave.length - ours.length} grave in tools that build and test.\n`,
  );
  if (ours.length > 0) throw new Error(`grave holes in ${ours.map(({ name }) => name).join(', ')}`);
}

function askRegistry() {
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['audit', '--json'],
      { cwd: root, timeout: 60_000, maxBuffer: 64_000_000 },
      (_error, output) => {
        try {
          const report = JSON.parse(output);
          resolve(report.auditReportVersion === undefined ? undefined : report);
        } catch {
          resolve(undefined);
        }
      },
    );
  });
}

/** The packages that these need, from the lock file. */
function packagesOf(names) {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const found = new Set();
  const add = (name) => {
    if (found.has(name)) return;
    found.add(name);
    for (const needed of Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {})) add(needed);
  };
  for (const name of names) add(name);
  return found;
}

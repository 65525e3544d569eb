import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bin, root, run } from './run.mjs';

/** What a package may weigh as uploaded, in KB of 1024 bytes; the platforms' own limit is 2,048. */
const budgets = { weapp: { main: 650, sub: 200 }, alipay: { main: 600, sub: 200 }, h5: null };

const proofs = {
  weapp: ['app.json', 'app.js', 'app.wxss', 'base.wxml', 'project.config.json'],
  alipay: ['app.json', 'app.js', 'app.acss', 'mini.project.json'],
  h5: ['index.html'],
};

/**
 * Builds the client for one platform and makes sure that there is something to upload: Taro can print an error,
 * write nothing and still exit with 0.
 */
export async function buildClient(platform, { env = {}, quiet = false } = {}) {
  const output = path.join(root, 'dist', platform);
  rmSync(output, { recursive: true, force: true });
  await run(bin('taro'), ['build', '--type', platform, '--no-check'], {
    env: { NODE_ENV: 'production', ...env },
    quiet,
  });
  const missing = proofs[platform].filter((file) => !existsSync(path.join(output, file)));
  if (missing.length > 0) throw new Error(`The ${platform} build left out ${missing.join(', ')}.`);
  if (platform !== 'h5') checkPackages(platform, output);
}

function checkPackages(platform, output) {
  const app = JSON.parse(readFileSync(path.join(output, 'app.json'), 'utf8'));
  const subPackages = (app.subPackages ?? app.subpackages ?? []).map((each) => each.root.replace(/\/$/, ''));
  const pages = [
    ...app.pages,
    ...(app.subPackages ?? []).flatMap((each) =>
      each.pages.map((page) => `${each.root.replace(/\/$/, '')}/${page}`),
    ),
  ];
  const template = platform === 'weapp' ? 'wxml' : 'axml';
  const lost = pages.filter((page) =>
    ['js', 'json', template].some((suffix) => !existsSync(path.join(output, `${page}.${suffix}`))),
  );
  if (lost.length > 0) throw new Error(`The ${platform} build lacks the pages ${lost.join(', ')}.`);

  const sizes = new Map([['main', 0], ...subPackages.map((name) => [name, 0])]);
  for (const file of listFiles(output)) {
    const owner = subPackages.find((name) => file.startsWith(`${name}/`)) ?? 'main';
    sizes.set(owner, sizes.get(owner) + statSync(path.join(output, file)).size);
  }
  for (const [name, bytes] of sizes) {
    const kilobytes = bytes / 1024;
    const budget = name === 'main' ? budgets[platform].main : budgets[platform].sub;
    process.stdout.write(`${platform} ${name}: ${kilobytes.toFixed(1)} KB of ${budget} KB\n`);
    if (kilobytes > budget) throw new Error(`The ${platform} package ${name} is over its budget.`);
  }
}

function listFiles(folder, prefix = '') {
  return readdirSync(path.join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(prefix, entry.name);
    return entry.isDirectory() ? listFiles(folder, file) : [file];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [platform] = process.argv.slice(2);
  if (!(platform in proofs)) throw new Error('Name a platform: weapp, alipay or h5.');
  await buildClient(platform);
}

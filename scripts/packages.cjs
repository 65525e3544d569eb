const { readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

/** What a package may weigh as uploaded, in KB of 1024 bytes; the platforms' own limit is 2,048. */
const budgets = { weapp: { main: 650, sub: 200 }, alipay: { main: 600, sub: 200 } };

/** The packages of a built mini-program with their weight and what each may weigh, in bytes; the main one comes first. */
function weighPackages(platform, output) {
  const roots = subPackagesOf(output).map(({ root }) => root);
  const sizes = new Map([['main', 0], ...roots.map((root) => [root, 0])]);
  for (const file of listFiles(output)) {
    const owner = roots.find((root) => file.startsWith(`${root}/`)) ?? 'main';
    sizes.set(owner, sizes.get(owner) + statSync(path.join(output, file)).size);
  }
  return [...sizes].map(([name, bytes]) => ({
    name,
    bytes,
    budget: budgets[platform][name === 'main' ? 'main' : 'sub'] * 1024,
  }));
}

/** Every page of a built mini-program, those of its sub-packages included. */
function pagesOf(output) {
  const inPackages = subPackagesOf(output).flatMap(({ root, pages }) =>
    pages.map((page) => `${root}/${page}`),
  );
  return [...readApp(output).pages, ...inPackages];
}

function subPackagesOf(output) {
  const app = readApp(output);
  return (app.subPackages ?? app.subpackages ?? []).map(({ root, pages }) => ({
    root: root.replace(/\/$/, ''),
    pages,
  }));
}

function readApp(output) {
  return JSON.parse(readFileSync(path.join(output, 'app.json'), 'utf8'));
}

function listFiles(folder, prefix = '') {
  return readdirSync(path.join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(prefix, entry.name);
    return entry.isDirectory() ? listFiles(folder, file) : [file];
  });
}

module.exports = { pagesOf, weighPackages };

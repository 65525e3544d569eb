import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compressFiles } from './compressFiles.mjs';
import { pagesOf, weighPackages } from './packages.cjs';
import { replaceFolder } from './replaceFolder.mjs';
import { bin, root, run } from './run.mjs';

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
  await replaceFolder(path.join(root, 'dist', platform), async (output) => {
    const place = { CLIENT_OUTPUT: path.relative(root, output) };
    await run(bin('taro'), ['build', '--type', platform, '--no-check'], {
      env: { NODE_ENV: 'production', ...place, ...env },
      quiet,
    });
    checkBuild(platform, output);
    if (platform === 'h5') compressFiles(output);
  });
}

function checkBuild(platform, output) {
  const missing = proofs[platform].filter((file) => !existsSync(path.join(output, file)));
  if (missing.length > 0) throw new Error(`The ${platform} build left out ${missing.join(', ')}.`);
  if (platform !== 'h5') checkPackages(platform, output);
}

function checkPackages(platform, output) {
  const template = platform === 'weapp' ? 'wxml' : 'axml';
  const lost = pagesOf(output).filter((page) =>
    ['js', 'json', template].some((suffix) => !existsSync(path.join(output, `${page}.${suffix}`))),
  );
  if (lost.length > 0) throw new Error(`The ${platform} build lacks the pages ${lost.join(', ')}.`);

  for (const { name, bytes, budget } of weighPackages(platform, output)) {
    process.stdout.write(`${platform} ${name}: ${inKilobytes(bytes)} of ${inKilobytes(budget)} KB\n`);
    if (bytes > budget) throw new Error(`The ${platform} package ${name} is over its budget.`);
  }
}

function inKilobytes(bytes) {
  return (bytes / 1024).toFixed(1);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [platform] = process.argv.slice(2);
  if (!(platform in proofs)) throw new Error('Name a platform: weapp, alipay or h5.');
  await buildClient(platform);
}

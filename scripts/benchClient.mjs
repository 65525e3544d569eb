import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildClient } from './buildClient.mjs';
import { weighPackages } from './packages.cjs';
import { bin, root, run } from './run.mjs';

const platforms = { weapp: 'WeChat', alipay: 'Alipay' };

/**
 * `npm run bench:client`: what every page of both mini-programs costs, exactly, printed and written to
 * `docs/client-figures.md`. `tests/miniprogram/figures` holds the budgets and measures.
 */
await buildClient('weapp', { quiet: true, env: { TARO_APP_CLOUD_ENV: 'test' } });
await buildClient('alipay', { quiet: true });
await run(bin('jest'), ['--ci', '-c', 'tests/miniprogram/jest.config.js', 'tests/miniprogram/figures']);

const page = [
  '# What the pages cost',
  '',
  'Written by `npm run bench:client`, which measures the compiled output on the test host; do not edit. Calls and bytes are',
  'of `setData`: counts, bytes and nodes are exact, times are a phone’s own and not here. "First" is from the opening of the',
  'app until the page is complete, for an account with five people and a visit; "tap" is an ordinary tap (0: it changes',
  'nothing on its own page; –: none is named in `tests/miniprogram/figures/pages.ts`).',
  '',
  'Budgets, asserted in `tests/miniprogram/figures`: a tap 2 calls and 10 KB; 60 KB for the first picture of a page and for a',
  'tap that draws a day of the calendar with every slot of the city (`slots`); 1,000 nodes, depth 30, 60 children of one',
  'node. First picture and tree are held to them in English and elder mode, too.',
  ...Object.keys(platforms).flatMap(tablesOf),
  '',
].join('\n');
writeFileSync(path.join(root, 'docs/client-figures.md'), page);
process.stdout.write(page);

function tablesOf(platform) {
  const figures = JSON.parse(
    readFileSync(path.join(root, 'test-results/figures', `${platform}.json`), 'utf8'),
  );
  const packages = weighPackages(platform, path.join(root, 'dist', platform));
  return [
    '',
    `## ${platforms[platform]}`,
    '',
    '| page | first calls | first bytes | tap calls | tap bytes | nodes | depth | most children |',
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...figures.map(({ route, first, tap, tree }) =>
      row(
        route,
        ...[first.calls, first.bytes, tap?.calls, tap?.bytes, tree.nodes, tree.depth, tree.children].map(
          inFigures,
        ),
      ),
    ),
    '',
    '| package | bytes | may have |',
    '|---|--:|--:|',
    ...packages.map(({ name, bytes, budget }) => row(name, inFigures(bytes), inFigures(budget))),
  ];
}

function row(...cells) {
  return `| ${cells.join(' | ')} |`;
}

function inFigures(number) {
  return number === undefined ? '–' : number.toLocaleString('en');
}

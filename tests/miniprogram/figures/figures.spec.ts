import { readFileSync } from 'node:fs';
import path from 'node:path';
import { journey } from '../support/journey';
import { aFullAccount, figuredPages, openPage } from './pages';

/** WeChat's own audit warns above these. */
const TREE = { nodes: 1_000, depth: 30, children: 60 };
/** What one ordinary tap may send to the view. */
const TAP = { calls: 2, bytes: 10 * 1024 };
/** The fullest calendar: every day and slot of the city. Bytes. */
const CALENDAR = 60 * 1024;

it('measures every page of the app', () => {
  const config = readFileSync(path.resolve(__dirname, '../../../dist/weapp/app.json'), 'utf8');
  const { pages, subPackages = [] } = JSON.parse(config) as {
    pages: string[];
    subPackages?: { root: string; pages: string[] }[];
  };
  const all = [
    ...pages,
    ...subPackages.flatMap(({ root, pages: own }) => own.map((each) => `${root}/${each}`)),
  ];
  expect(figuredPages.map(({ route }) => route).sort()).toEqual(
    all.map((each) => each.replace('//', '/')).sort(),
  );
});

journey('every page stays within the size that phones draw quickly', async (story) => {
  const reservation = await aFullAccount(story);
  for (const page of figuredPages) {
    const phone = await openPage(story, page, reservation);
    const { nodes, depth, children } = await phone.tree();
    const over = nodes > TREE.nodes || depth > TREE.depth || children > TREE.children;
    expect(over ? { page: page.route, nodes, depth, children } : null).toBeNull();
  }
});

journey('an ordinary tap sends little to the view', async (story) => {
  const reservation = await aFullAccount(story);
  const [home, , , , confirm] = figuredPages;
  const first = await openPage(story, home!, reservation);
  expect(await first.costOf(() => tapUntil(first, '#elder-switch', '.screen--elder'))).toEqual(within(TAP));

  const second = await openPage(story, confirm!, reservation);
  await second.sees('.chip--chosen');
  expect(await second.costOf(() => tapUntil(second, '#more-materials', '#more-materials'))).toEqual(
    within(TAP),
  );
});

journey('the fullest calendar stays under sixty kilobytes', async (story) => {
  const reservation = await aFullAccount(story);
  const slots = await openPage(story, figuredPages[3]!, reservation);
  const sent = (await slots.updates()).reduce((sum, { bytes }) => sum + bytes, 0);
  expect(sent).toBeLessThan(CALENDAR);
});

async function tapUntil(
  phone: { tap(at: string): Promise<void>; sees(what: string): Promise<void> },
  at: string,
  outcome: string,
) {
  await phone.tap(at);
  await phone.sees(outcome);
}

function within({ calls, bytes }: typeof TAP) {
  return {
    calls: { asymmetricMatch: (actual: number) => actual >= 1 && actual <= calls },
    bytes: { asymmetricMatch: (actual: number) => actual > 0 && actual <= bytes },
  };
}

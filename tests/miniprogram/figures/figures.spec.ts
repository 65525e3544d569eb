import path from 'node:path';
import { pagesOf } from '../../../scripts/packages.cjs';
import type { Phone } from '../host/driver/Phone';
import type { Launch } from '../host/page/launch';
import { journey, type Story } from '../support/journey';
import { type FiguredPage, figuredPages, fillAccount } from './figuredPages';
import { keepFigures, type PageFigures } from './keepFigures';
import { pageOpener } from './pages';

/** WeChat's own audit warns above these. */
const TREE = { nodes: 1_000, depth: 30, children: 60 };
/** What one ordinary tap may send to the view. */
const TAP = { calls: 2, bytes: 10 * 1024 };
/** The first picture of any page, and a day of the fullest calendar: every slot of every hall. Bytes. */
const FULLEST = 60 * 1024;

it('measures every page of the app', () => {
  const built = pagesOf(path.resolve(__dirname, '../../../dist/weapp'));
  expect(figuredPages.map(({ route }) => route).sort()).toEqual([...built].sort());
});

journey('every page stays within the size that phones draw quickly', async (story) => {
  const figures = await measurePages(story);
  keepFigures(story.platform, figures);
  expect(figures.filter(isOver)).toEqual([]);
});

journey('so it does in English, in elder mode', async (story) => {
  const figures = await measurePages(story, { launch: { language: 'en', fontSize: 22 }, taps: false });
  expect(figures.filter(isOver)).toEqual([]);
});

interface Measuring {
  readonly launch?: Partial<Launch>;
  readonly taps?: boolean;
}

async function measurePages(
  story: Story,
  { launch = {}, taps = true }: Measuring = {},
): Promise<PageFigures[]> {
  const openPage = pageOpener(story, await fillAccount(await story.account()));
  const figures: PageFigures[] = [];
  for (const page of figuredPages) {
    const phone = await openPage(page, launch);
    const first = sum(await phone.updates());
    const tree = await phone.tree();
    const tap = page.tap === undefined || !taps ? undefined : await costOfTap(phone, page.route, page.tap);
    figures.push({ route: page.route, first, tree, ...(tap === undefined ? {} : { tap }) });
  }
  return figures;
}

/** What a tap sends to its own page; a page that it opens is measured as that page. */
async function costOfTap(phone: Phone, route: string, { at, shows }: NonNullable<FiguredPage['tap']>) {
  const before = (await phone.updates()).length;
  await phone.tap(at);
  await phone.sees(shows);
  await phone.settles();
  return sum((await phone.updates()).slice(before).filter(({ owner }) => owner === route));
}

function sum(updates: readonly { readonly bytes: number }[]) {
  return { calls: updates.length, bytes: updates.reduce((total, { bytes }) => total + bytes, 0) };
}

function isOver({ route, tree, first, tap = { calls: 0, bytes: 0 } }: PageFigures): boolean {
  const page = figuredPages.find((each) => each.route === route);
  return (
    tree.nodes > TREE.nodes ||
    tree.depth > TREE.depth ||
    tree.children > TREE.children ||
    first.bytes > FULLEST ||
    tap.calls > TAP.calls ||
    tap.bytes > (page?.tap?.calendar ? FULLEST : TAP.bytes)
  );
}

/**
 * Every compiled WeChat page loads, renders its first state and takes a tap, in `miniprogram-simulate`: seconds, and
 * no browser. It is no judge. Its list diff puts keyed lists into a wrong order (from 2,3,4,1,5 to 6,5,4,1,2,3 it
 * shows 6,5,2,3,4,1), it loses the update of a CustomWrapper when the page calls setData in the same turn, and its
 * built-in components have no behaviour. What it refuses is broken; whether anything is right, the phone in Chromium
 * says (`tests/miniprogram/host`).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readAppConfig } from '../host/compile/appConfig';
import { eventually } from '../host/driver/eventually';
import { type Mutant, withMutant } from '../mutations/mutants';
import { openSimulated } from './simulatedPhone';

const PATIENCE = 20_000;

const dist = path.resolve(__dirname, '../../../dist/weapp');
const { pages } = readAppConfig('weapp', JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')));

test.each(pages)('%s', async (route) => {
  await look(dist, route, PATIENCE);
});

test.each<Mutant>([
  {
    name: 'a page that throws when it is loaded',
    says: /nobody is not defined/,
    break: (copy) => copy.rewrite('pages/me/index.js', (text) => `nobody();${text}`),
  },
  {
    name: 'a page without a template',
    says: /Expected pattern: .*\\S.*Received string: +""/s,
    break: (copy) => copy.rewrite('pages/me/index.wxml', () => '<view />'),
  },
  {
    name: 'taps that are not bound',
    says: /Nothing on the page can be tapped/,
    break: (copy) => copy.rewrite('base.wxml', (text) => text.replace(/ bindtap="eh"/g, '')),
  },
])('$name: noticed', async (mutant) => {
  const looked = withMutant(mutant, 'weapp', (folder) => look(folder, 'pages/me/index', 5_000));
  await expect(looked).rejects.toThrow(mutant.says);
});

/** Fails when the page shows nothing, takes no tap, does nothing on it, or complains. */
async function look(folder: string, route: string, patience: number): Promise<void> {
  const page = openSimulated(folder, route);
  try {
    await eventually(patience, () => expect(page.dom.textContent).toMatch(/\S/));
    const before = await eventually(patience, () => {
      const happened = page.happened();
      if (![...page.dom.querySelectorAll('*')].some(page.tap))
        throw new Error('Nothing on the page can be tapped.');
      return happened;
    });
    await eventually(patience, () => expect(page.happened()).toBeGreaterThan(before));
    expect(page.complaints).toEqual([]);
  } finally {
    page.leave();
  }
}

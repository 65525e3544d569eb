import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SRC = path.join(__dirname, '..');

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({
    file: file.replaceAll(path.sep, '/'),
    text: readFileSync(path.join(SRC, file), 'utf8'),
  }));

const filesWith = (pattern: RegExp) =>
  sources
    .filter(({ file, text }) => !file.startsWith('platform/') && pattern.test(text))
    .map(({ file }) => file);

/** A page that opened a map by itself could point at a place that nobody has verified. */
describe('a route or a pin', () => {
  it('is opened by one component, which has a position only of verified places', () => {
    expect(filesWith(/openLocation|uri\.amap|geo:|createMapContext/)).toEqual(['screen/WayTo.tsx']);
  });

  it('is drawn on one page, from the list of verified places', () => {
    expect(filesWith(/<PlaceMap|<NativeMap/).sort()).toEqual([
      'components/PlaceMap/index.tsx',
      'pages/halls/index.tsx',
    ]);
    const page = sources.find(({ file }) => file === 'pages/halls/index.tsx')?.text ?? '';
    expect(page.match(/pins=\{[^}]*\}/g)).toEqual(['pins={hallList.onMap.map(toPin)}']);
    expect(page.match(/focus=\{[^}]*\}/g)).toEqual(['focus={hallList.inView.map(toPin)}']);
  });

  it('is in no calendar file, which names the place in words', () => {
    const calendar = sources.filter(({ file }) => /calendar/i.test(file) || file.startsWith('platform/'));
    expect(calendar.length).toBeGreaterThan(3);
    for (const { text } of calendar) expect(text).not.toMatch(/\bGEO\b|X-APPLE-STRUCTURED-LOCATION/);
  });

  it('reads the area of a hall nowhere but to measure ways', () => {
    expect(filesWith(/\barea\b/).sort()).toEqual(['pages/halls/index.tsx', 'stores/PlaceStore.ts']);
  });
});

import { hangzhou } from '../data/hangzhou/city';

interface AppConfig {
  readonly pages: readonly string[];
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[];
}

/** Every page of the app, as `app.config.ts` lists them. */
async function pagesOfTheApp(): Promise<readonly string[]> {
  Object.assign(globalThis, { defineAppConfig: (config: AppConfig) => config });
  const { default: config } = (await import('../src/app.config')) as unknown as { default: AppConfig };
  const apart = config.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`));
  return [...config.pages, ...apart];
}

describe('every message', () => {
  it('leads to a page that the app has', async () => {
    const pages = await pagesOfTheApp();
    const lost = hangzhou.messages.messages
      .map(({ kind, page }) => ({ kind, page: page.split('?')[0]! }))
      .filter(({ page }) => !pages.includes(page));

    expect(lost).toEqual([]);
  });
});

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { figuredPages, fillAccount } from '../figures/figuredPages';
import { pageOpener } from '../figures/pages';
import { journey } from '../support/journey';

const folder = path.resolve(__dirname, '../../../test-results/pictures');

/** A picture of every page as each platform's build draws it, for people to look at: `npm run pictures`. */
journey('every page, to be looked at', async (story) => {
  mkdirSync(folder, { recursive: true });
  const openPage = pageOpener(story, await fillAccount(await story.account()), { sharp: true });
  for (const page of figuredPages) {
    const phone = await openPage(page);
    const name = page.route.replace('/index', '').replaceAll('/', '-');
    await phone.picture(path.join(folder, `${story.platform}-${name}.png`));
  }
});

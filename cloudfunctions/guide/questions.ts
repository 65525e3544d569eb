import { type guide, guideTable } from '../../contract/guide';
import { accept } from '../../domain/outcome';
import { cityDocument } from '../_database/cityDocuments';
import type { Handler } from '../_runtime/serve';
import { type OnlineCity, onlineCities } from './queries/onlineCities';

/** All questions at once: the phone asks them one at a time without waiting for the network. */
export const questions: Handler<typeof guide.questions> = async ({ database }, _input, { city }) => {
  const [table, cities] = await Promise.all([
    cityDocument(database, city, 'guide').then((facts) => guideTable.parse(facts)),
    onlineCities(database, city),
  ]);
  return accept({
    questions: table.questions.map(({ hint, ...question }) => ({
      ...question,
      ...(hint === undefined ? {} : { hint: nameCities(hint, cities) }),
    })),
  });
};

function nameCities({ zh, en }: OnlineCity, cities: readonly OnlineCity[]): OnlineCity {
  return {
    zh: zh.replace('{cities}', cities.map((city) => city.zh).join('、')),
    en: en.replace('{cities}', cities.map((city) => city.en).join(', ')),
  };
}

import { destinationTable, type guide, guideTable } from '../../contract/guide';
import { accept } from '../../domain/outcome';
import { cityDocument } from '../_database/cityDocuments';
import type { Handler } from '../_runtime/serve';

/** What to know before applying, without the sources. */
export const listDestinations: Handler<typeof guide.listDestinations> = async (
  { database },
  _input,
  { city },
) => {
  const [table, { reminders }] = await Promise.all([
    cityDocument(database, city, 'destinations').then((facts) => destinationTable.parse(facts)),
    cityDocument(database, city, 'guide').then((facts) => guideTable.parse(facts)),
  ]);
  return accept({
    destinations: table.destinations.map(({ facts, ...destination }) => ({
      ...destination,
      facts: facts.map(({ text }) => text),
    })),
    reminders: reminders.map(({ text }) => text),
  });
};

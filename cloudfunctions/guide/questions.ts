import { type guide, guideTable } from '../../contract/guide';
import { accept } from '../../domain/outcome';
import { cityDocument } from '../_database/cityDocuments';
import type { Handler } from '../_runtime/serve';

/** All questions at once: the phone asks them one at a time without waiting for the network. */
export const questions: Handler<typeof guide.questions> = async ({ database }, _input, { city }) => {
  const table = guideTable.parse(await cityDocument(database, city, 'guide'));
  return accept({ questions: table.questions });
};

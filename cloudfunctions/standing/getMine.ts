import type { standing } from '../../contract/standing';
import { accept } from '../../domain/outcome';
import type { Handler } from '../_runtime/serve';
import { ownPauses } from './ownPauses';

export const getMine: Handler<typeof standing.getMine> = async ({ database }, _input, context) => {
  const pauses = await ownPauses(database, context);
  return accept({
    pauses: pauses.map(({ id, from_at, until, appeal, visits }) => ({
      id,
      from: from_at.toISOString(),
      until: until.toISOString(),
      visits,
      ...(appeal === null ? {} : { appeal }),
    })),
  });
};

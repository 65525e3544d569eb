import type { standing } from '../../contract/standing';
import { accept } from '../../domain/outcome';
import { trustRulesOf } from '../_database/rules';
import type { Handler } from '../_runtime/serve';
import { missedVisits } from './missedVisits';
import { ownPauses } from './ownPauses';

export const getMine: Handler<typeof standing.getMine> = async ({ database }, _input, context) => {
  const { missedVisitsMax, missedWithinDays, pauseDays } = await trustRulesOf(database, context.city);
  const [pauses, missed] = await Promise.all([
    ownPauses(database, context),
    missedVisits(database, context, missedWithinDays),
  ]);
  return accept({
    pauses: pauses.map(({ id, from_at, until, appeal, visits }) => ({
      id,
      from: from_at.toISOString(),
      until: until.toISOString(),
      visits,
      ...(appeal === null ? {} : { appeal }),
    })),
    missed,
    rules: { missedVisitsMax, missedWithinDays, pauseDays },
  });
};

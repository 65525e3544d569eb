import type { AffectedVisit, desk } from '../../contract/desk';
import { parseMinute } from '../../domain/calendar/hallTime';
import { accept, refuse } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { once } from '../_database/once';
import { sql } from '../_database/sql';
import type { Answer } from '../_runtime/answer';
import type { Dependencies } from '../_runtime/dependencies';
import type { CallContext, Handler } from '../_runtime/serve';
import { cutSeats, type WantedSeats } from './cutSeats';

/** Seats of each half hour between two times; asked without `apply` it shows who would be affected. */
export const setCapacity: Handler<typeof desk.setCapacity> = (dependencies, input, context) =>
  changeSeats(dependencies, 'desk.setCapacity', input, context, async (transaction) => {
    const { hall, lane, date, windows } = input;
    const [from, to] = [parseMinute(input.from), parseMinute(input.to)];
    const slots = await transaction.rows<{ start_minute: number }>(sql`
      select start_minute from slot
      where city = ${context.city} and hall = ${hall} and lane = ${lane} and date = ${date}
        and start_minute >= ${from} and start_minute < ${to} order by start_minute`);
    if (input.apply && windows !== undefined) {
      await transaction.rows(sql`
        update session set windows = ${windows}
        where city = ${context.city} and hall = ${hall} and lane = ${lane} and date = ${date}
          and from_minute < ${to} and to_minute > ${from}`);
    }
    return slots.map(({ start_minute }) => ({
      slot: { hall, lane, date, startMinute: start_minute },
      seats: input.seats,
    }));
  });

/** Runs a cut in one transaction, once for each key; `choose` says which slots get how many seats. */
export async function changeSeats(
  dependencies: Dependencies,
  operation: string,
  input: { readonly apply: boolean },
  context: CallContext,
  choose: (transaction: Queryable) => Promise<readonly WantedSeats[]>,
): Promise<Answer<{ applied: boolean; affected: AffectedVisit[] }>> {
  const { database, sealer } = dependencies;
  let affected: AffectedVisit[] = [];
  const inputDigest = sealer.blind(JSON.stringify(input));
  const changed = await database.transaction((transaction) =>
    once(transaction, { ...context, operation, inputDigest }, async () => {
      const wanted = await choose(transaction);
      if (wanted.length === 0) return refuse('SLOT_CLOSED');
      affected = await cutSeats(dependencies, transaction, wanted, input.apply, context);
      return accept(operation);
    }),
  );
  return changed.ok ? accept({ applied: input.apply, affected }) : changed;
}

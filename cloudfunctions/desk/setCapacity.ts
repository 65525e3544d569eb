import type { AffectedVisit, desk } from '../../contract/desk';
import { parseMinute } from '../../domain/calendar/hallTime';
import { accept, refuse } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { Answer } from '../_runtime/answer';
import type { Change, Reading, Write } from '../_runtime/serve';
import { cutSeats, type WantedSeats } from './cutSeats';

/** Seats of each half hour between two times; asked without `apply` it shows who would be affected. */
export const setCapacity: Write<typeof desk.setCapacity> = (dependencies, input, change) =>
  changeSeats(dependencies, input, change, async (transaction) => {
    const { hall, lane, date, windows } = input;
    const [from, to] = [parseMinute(input.from), parseMinute(input.to)];
    const slots = await transaction.rows<{ start_minute: number }>(sql`
      select start_minute from slot
      where city = ${change.city} and hall = ${hall} and lane = ${lane} and date = ${date}
        and start_minute >= ${from} and start_minute < ${to} order by start_minute`);
    if (input.apply && windows !== undefined) {
      await transaction.rows(sql`
        update session set windows = ${windows}
        where city = ${change.city} and hall = ${hall} and lane = ${lane} and date = ${date}
          and from_minute < ${to} and to_minute > ${from}`);
    }
    return slots.map(({ start_minute }) => ({
      slot: { hall, lane, date, startMinute: start_minute },
      seats: input.seats,
    }));
  });

/** Runs a cut; `choose` says which slots get how many seats. */
export async function changeSeats(
  dependencies: Reading,
  input: { readonly apply: boolean },
  change: Change,
  choose: (transaction: Queryable) => Promise<readonly WantedSeats[]>,
): Promise<Answer<{ applied: boolean; affected: AffectedVisit[] }>> {
  const wanted = await choose(dependencies.database);
  if (wanted.length === 0) return refuse('SLOT_CLOSED');
  const affected = await cutSeats(dependencies, wanted, input.apply, change);
  return accept({ applied: input.apply, affected });
}

import type { z } from 'zod';
import type { desk } from '../../contract/desk';
import { parseMinute } from '../../domain/calendar/hallTime';
import type { LocalDate } from '../../domain/calendar/localDate';
import type { Lane } from '../../domain/lane';
import { accept, refuse } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { Write } from '../_runtime/serve';
import { daysToChange, refuseWhenClosed } from './closing';
import { cutSeats, type WantedSeats } from './cutSeats';

type Input = z.output<typeof desk.setCapacity.input>;

/** Seats of each half hour between two times; asked without `apply` it shows who would be affected. */
export const setCapacity: Write<typeof desk.setCapacity> = async (dependencies, input, change) => {
  const { database: transaction } = dependencies;
  const { city, now } = change;
  const { hall, seats, apply } = input;
  const days = daysToChange(input, now);
  if (!days.ok) return days;

  const wanted: WantedSeats[] = [];
  for (const date of days.value) {
    const open = await refuseWhenClosed(transaction, { city, hall, date }, parseMinute(input.to));
    if (!open.ok) return open;
    const slots = await listSlots(transaction, city, input, date);
    wanted.push(
      ...slots.map(({ lane, start_minute: startMinute }) => ({
        slot: { hall, lane, date, startMinute },
        seats,
      })),
    );
    if (apply) await setWindows(transaction, city, input, date);
  }
  if (wanted.length === 0) return refuse('SLOT_CLOSED');
  return accept({ applied: apply, affected: await cutSeats(dependencies, wanted, apply, change) });
};

function lanesOf({ lane, otherLanes }: Input): Lane[] {
  return [...new Set([lane, ...otherLanes])];
}

function listSlots(
  transaction: Queryable,
  city: string,
  input: Input,
  date: LocalDate,
): Promise<{ lane: Lane; start_minute: number }[]> {
  return transaction.rows(sql`
    select lane, start_minute from slot
    where city = ${city} and hall = ${input.hall} and lane = any(${lanesOf(input)}::text[]) and date = ${date}
      and start_minute >= ${parseMinute(input.from)} and start_minute < ${parseMinute(input.to)}
    order by lane, start_minute`);
}

async function setWindows(
  transaction: Queryable,
  city: string,
  input: Input,
  date: LocalDate,
): Promise<void> {
  if (input.windows === undefined) return;
  await transaction.rows(sql`
    update session set windows = ${input.windows}
    where city = ${city} and hall = ${input.hall} and lane = any(${lanesOf(input)}::text[]) and date = ${date}
      and from_minute < ${parseMinute(input.to)} and to_minute > ${parseMinute(input.from)}`);
}

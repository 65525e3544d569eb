import type { desk } from '../../contract/desk';
import { parseMinute } from '../../domain/calendar/hallTime';
import type { Lane } from '../../domain/lane';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import type { Write } from '../_runtime/serve';
import { daysToChange, decideClosing, earlyClosing, reopenSlots, setClosing } from './closing';
import { cutSeats, type WantedSeats } from './cutSeats';

/**
 * From then on the hall gives no tickets, and everyone booked later is offered another seat. A later hour than the one
 * before opens again what lies between.
 */
export const closeEarly: Write<typeof desk.closeEarly> = async (dependencies, input, change) => {
  const { database: transaction } = dependencies;
  const { city, now } = change;
  const { hall, apply } = input;
  const days = daysToChange(input, now);
  if (!days.ok) return days;

  const wanted: WantedSeats[] = [];
  for (const date of days.value) {
    const day = { city, hall, date };
    const closes = await decideClosing(transaction, day, parseMinute(input.at));
    // Within several days the hall may be closed on some anyway.
    if (!closes.ok && days.value.length > 1) continue;
    if (!closes.ok) return closes;
    if (apply) {
      await setClosing(transaction, day, closes.value, change);
      await reopenSlots(transaction, day, closes.value, change);
    }
    const slots = await transaction.rows<{ lane: Lane; start_minute: number }>(sql`
      select lane, start_minute from slot
      where city = ${city} and hall = ${hall} and date = ${date} and end_minute > ${closes.value ?? 1440}
      order by lane, start_minute`);
    for (const { lane, start_minute: startMinute } of slots) {
      wanted.push({ slot: { hall, lane, date, startMinute }, seats: 0, closing: true });
    }
  }
  return accept({ applied: apply, affected: await cutSeats(dependencies, wanted, apply, change) });
};

/** Takes an early closing back: the seats are there as before, and whoever waits has them first. */
export const reopen: Write<typeof desk.reopen> = async ({ database: transaction }, input, change) => {
  const { city, now } = change;
  const { hall } = input;
  const days = daysToChange(input, now);
  if (!days.ok) return days;
  for (const date of days.value) {
    const day = { city, hall, date };
    if ((await earlyClosing(transaction, day)) === null) continue;
    await setClosing(transaction, day, null, change);
    await reopenSlots(transaction, day, null, change);
  }
  return accept({ reopened: true as const });
};

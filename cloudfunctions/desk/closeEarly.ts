import type { desk } from '../../contract/desk';
import { parseMinute } from '../../domain/calendar/hallTime';
import type { Lane } from '../../domain/lane';
import { sql } from '../_database/sql';
import { lockHallDay } from '../_queue/hallDay';
import type { Write } from '../_runtime/serve';
import { changeSeats } from './setCapacity';

/** From then on the hall gives no tickets, and everyone booked later is offered another seat. */
export const closeEarly: Write<typeof desk.closeEarly> = (dependencies, input, change) =>
  changeSeats(dependencies, input, change, async (transaction) => {
    const { city } = change;
    const { hall, date } = input;
    const at = parseMinute(input.at);
    if (input.apply) {
      await lockHallDay(transaction, { city, hall, date });
      await transaction.rows(sql`
        update hall_day set closes_minute = ${at} where city = ${city} and hall = ${hall} and date = ${date}`);
      await change.audit(`hall:${hall}/${date}`, { after: { closes: input.at } });
    }
    const slots = await transaction.rows<{ lane: Lane; start_minute: number }>(sql`
      select lane, start_minute from slot
      where city = ${city} and hall = ${hall} and date = ${date} and end_minute > ${at}
      order by lane, start_minute`);
    return slots.map(({ lane, start_minute }) => ({
      slot: { hall, lane, date, startMinute: start_minute },
      seats: 0,
    }));
  });

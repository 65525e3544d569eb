import type { tickets } from '../../contract/tickets';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import type { Handler } from '../_runtime/serve';
import { showTicket } from './showTicket';

/** Tickets of today, the newest first. */
export const listMine: Handler<typeof tickets.listMine> = async (dependencies, _input, context) => {
  const { city, accountId, now } = context;
  const rows = await dependencies.database.rows<{ id: string }>(sql`
    select id from ticket
    where city = ${city} and account_id = ${accountId} and date = ${toHallTime(now).date}
    order by created_at desc, id desc limit 20`);
  const shown = await Promise.all(rows.map(({ id }) => showTicket(dependencies, context, id)));
  return accept({ tickets: shown.flatMap((ticket) => (ticket === null ? [] : [ticket])) });
};

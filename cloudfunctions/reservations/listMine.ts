import type { reservations } from '../../contract/reservations';
import { fromHallTime, toHallTime } from '../../domain/calendar/hallTime';
import { accept } from '../../domain/outcome';
import type { Handler } from '../_runtime/serve';
import type { ReservationDependencies } from './dependencies';
import { listComing, listPast } from './queries/findReservations';
import { showReservation } from './showReservation';

/** Visits of today and later first, all of them; then the past, one page at a time. */
export const listMine: Handler<typeof reservations.listMine, ReservationDependencies> = async (
  dependencies,
  { before, limit },
  context,
) => {
  const { database } = dependencies;
  const { city, accountId, now } = context;
  const today = fromHallTime(toHallTime(now).date, 0);
  const coming = before === undefined ? await listComing(database, city, accountId, today) : [];
  const past = await listPast(database, city, accountId, {
    from: today,
    before: before ?? null,
    limit: limit + 1,
  });
  const ids = [...coming, ...past.slice(0, limit)].map(({ id }) => id);
  const shown = await Promise.all(ids.map((id) => showReservation(dependencies, context, id)));
  return accept({
    reservations: shown.flatMap((reservation) => (reservation === null ? [] : [reservation])),
    hasMore: past.length > limit,
  });
};

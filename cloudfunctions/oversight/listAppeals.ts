import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { appealContext } from '../_people/contexts';
import { ERASED } from '../_people/sealedPlaces';
import type { Handler } from '../_runtime/serve';

interface Row {
  readonly id: string;
  readonly reason_sealed: string;
  readonly created_at: Date;
  readonly until: Date;
  readonly visits: number;
}

/** Appeals that wait, oldest first. */
export const listAppeals: Handler<typeof oversight.listAppeals> = async (
  { database, sealer },
  _input,
  { city },
) => {
  const rows = await database.rows<Row>(sql`
    select appeal.id, appeal.reason_sealed, appeal.created_at, pause.until,
      (select count(*)::integer from missed_visit where city = ${city} and pause_id = pause.id) as visits
    from appeal join booking_pause pause on pause.city = ${city} and pause.id = appeal.pause_id
    where appeal.city = ${city} and appeal.status = 'open' order by appeal.created_at, appeal.id limit 100`);
  return accept({
    appeals: rows.map(({ id, reason_sealed, created_at, until, visits }) => ({
      id,
      reason: reason_sealed === ERASED ? '' : sealer.open(reason_sealed, appealContext(id)),
      since: created_at.toISOString(),
      pausedUntil: until.toISOString(),
      visits,
    })),
  });
};

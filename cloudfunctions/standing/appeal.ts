import type { standing } from '../../contract/standing';
import { accept, refuse } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { appealContext } from '../_people/contexts';
import { newId } from '../_runtime/ids';
import type { Write } from '../_runtime/serve';
import { ownPauses } from './ownPauses';

interface Appeal {
  readonly id: string;
  readonly status: 'open' | 'granted' | 'refused';
}

/** Asks to lift a pause. The first appeal stands: sending it again gives the same one. */
export const appeal: Write<typeof standing.appeal> = async ({ database, sealer }, input, change) => {
  const { city, accountId, now } = change;
  const [pause] = await ownPauses(database, change, input.pause);
  if (pause === undefined) return refuse('NOTHING_TO_APPEAL');
  const id = newId();
  const inserted = await database.rows(sql`
      insert into appeal (city, id, pause_id, account_id, reason_sealed, status, created_at)
      values (${city}, ${id}, ${pause.id}, ${accountId}, ${sealer.seal(input.reason, appealContext(id))}, 'open', ${now})
      on conflict (city, pause_id) do nothing returning 1`);
  if (inserted.length > 0) await change.audit(`pause:${pause.id}`);
  const [standing] = await database.rows<Appeal>(sql`
      select id, status from appeal where city = ${city} and pause_id = ${pause.id}`);
  return standing === undefined ? refuse('NOTHING_TO_APPEAL') : accept({ appeal: standing });
};

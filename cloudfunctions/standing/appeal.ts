import type { standing } from '../../contract/standing';
import { accept, refuse } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { sql } from '../_database/sql';
import { appealContext } from '../_people/contexts';
import type { Answer } from '../_runtime/answer';
import { newId } from '../_runtime/ids';
import type { Handler } from '../_runtime/serve';
import { ownPauses } from './ownPauses';

interface Appeal {
  readonly id: string;
  readonly status: 'open' | 'granted' | 'refused';
}

/** Asks to lift a pause. The first appeal stands: sending it again gives the same one. */
export const appeal: Handler<typeof standing.appeal> = async ({ database, sealer }, input, context) => {
  const { city, accountId, now, requestId } = context;
  const made = await database.transaction(async (transaction): Promise<Answer<Appeal>> => {
    const [pause] = await ownPauses(transaction, context, input.pause);
    if (pause === undefined) return refuse('NOTHING_TO_APPEAL');
    const id = newId();
    const inserted = await transaction.rows(sql`
      insert into appeal (city, id, pause_id, account_id, reason_sealed, status, created_at)
      values (${city}, ${id}, ${pause.id}, ${accountId}, ${sealer.seal(input.reason, appealContext(id))}, 'open', ${now})
      on conflict (city, pause_id) do nothing returning 1`);
    if (inserted.length > 0) {
      await audit(transaction, {
        city,
        at: now,
        actor: `citizen:${accountId}`,
        action: 'standing.appeal',
        subject: `pause:${pause.id}`,
        requestId,
      });
    }
    const [standing] = await transaction.rows<Appeal>(sql`
      select id, status from appeal where city = ${city} and pause_id = ${pause.id}`);
    return standing === undefined ? refuse('NOTHING_TO_APPEAL') : accept(standing);
  });
  return made.ok ? accept({ appeal: made.value }) : made;
};

import type { z } from 'zod';
import type { windows } from '../../contract/windows';
import { accept } from '../../domain/outcome';
import { countAttempt } from '../_database/attempts';
import type { Queryable } from '../_database/database';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { type Answer, deny } from '../_runtime/answer';
import type { Change, PreparedWrite } from '../_runtime/serve';
import type { WindowsDependencies } from './dependencies';

type Input = z.output<typeof windows.reportKiosk.input>;

const DAY_SECONDS = 86_400;

/** A citizen says how a kiosk is. Their newest word replaces the one before; how often they may speak is limited. */
export const reportKiosk: PreparedWrite<typeof windows.reportKiosk, WindowsDependencies> = {
  async prepare({ database, sealer }, input, { city, accountId, now }) {
    if (!input.works && input.queue !== undefined) return deny('INVALID_INPUT', { field: 'queue' });
    const { kioskReportsPerDayPerAccount: max } = await trustRulesOf(database, city);
    const who = sealer.blind(`kiosk-report:${accountId}`);
    const retryAfterSeconds = await countAttempt(database, {
      city,
      who,
      max,
      windowSeconds: DAY_SECONDS,
      now,
    });
    if (retryAfterSeconds !== null) return deny('TOO_MANY_REQUESTS', { retryAfterSeconds });
    return accept((within, change) => report(within.database, input, change));
  },
};

async function report(
  transaction: Queryable,
  { kiosk, works, queue }: Input,
  { city, accountId, now, audit }: Change,
): Promise<Answer<{ reported: true }>> {
  const known = await transaction.rows(sql`
    select 1 from kiosk where city = ${city} and kiosk = ${kiosk} for no key update`);
  if (known.length === 0) return deny('NOT_FOUND', { field: 'kiosk' });
  await transaction.rows(sql`
    insert into kiosk_report (city, kiosk, account_id, works, at)
    values (${city}, ${kiosk}, ${accountId}, ${works}, ${now})
    on conflict (city, kiosk, account_id) do update set works = excluded.works, at = excluded.at`);
  if (queue !== undefined) {
    await transaction.rows(sql`
      update kiosk set queue = ${queue}, queue_reported_at = ${now} where city = ${city} and kiosk = ${kiosk}`);
  }
  await audit(`kiosk:${kiosk}`, { after: { works, queue: queue ?? null } });
  return accept({ reported: true });
}

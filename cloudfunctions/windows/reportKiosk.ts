import type { z } from 'zod';
import type { windows } from '../../contract/windows';
import { accept } from '../../domain/outcome';
import { countAttempt } from '../_database/attempts';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { once } from '../_database/once';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { type Answer, deny } from '../_runtime/answer';
import type { CallContext, Handler } from '../_runtime/serve';
import type { WindowsDependencies } from './dependencies';

type Input = z.output<typeof windows.reportKiosk.input>;

const DAY_SECONDS = 86_400;

/** A citizen says how a kiosk is. Their newest word replaces the one before; how often they may speak is limited. */
export const reportKiosk: Handler<typeof windows.reportKiosk, WindowsDependencies> = async (
  { database, sealer },
  input,
  context,
) => {
  const { city, accountId, now } = context;
  if (!input.works && input.queue !== undefined) return deny('INVALID_INPUT', { field: 'queue' });
  const { kioskReportsPerDayPerAccount: max } = await trustRulesOf(database, city);
  const who = sealer.blind(`kiosk-report:${accountId}`);
  const retryAfterSeconds = await countAttempt(database, { city, who, max, windowSeconds: DAY_SECONDS, now });
  if (retryAfterSeconds !== null) return deny('TOO_MANY_REQUESTS', { retryAfterSeconds });
  const inputDigest = sealer.blind(JSON.stringify(input));
  const written = await database.transaction((transaction) =>
    once(transaction, { ...context, operation: 'windows.reportKiosk', inputDigest }, () =>
      report(transaction, input, context),
    ),
  );
  return written.ok ? accept({ reported: true as const }) : written;
};

async function report(
  transaction: Queryable,
  { kiosk, works, queue }: Input,
  { city, accountId, now, requestId }: CallContext,
): Promise<Answer<string>> {
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
  await audit(transaction, {
    city,
    at: now,
    actor: `citizen:${accountId}`,
    action: 'windows.reportKiosk',
    subject: `kiosk:${kiosk}`,
    after: { works, queue: queue ?? null },
    requestId,
  });
  return accept(kiosk);
}

import type { SlotKey } from '../../domain/availability/slotId';
import type { Queryable } from '../_database/database';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import type { CallContext } from '../_runtime/serve';

/** The account, and the device where the caller named one: who must wait after giving a day up. */
export function whoWaits({ accountId, device }: Pick<CallContext, 'accountId' | 'device'>): string[] {
  return [`account:${accountId}`, ...(device === undefined ? [] : [`device:${device}`])];
}

/** From now on this account and device wait before they book this hall and day again. */
export async function waitBeforeRebooking(
  transaction: Queryable,
  slot: SlotKey,
  context: CallContext,
): Promise<void> {
  const { city, now } = context;
  const { rebookWaitMinutes } = await trustRulesOf(transaction, city);
  await transaction.rows(sql`
    insert into rebook_wait (city, who, hall, date, until)
    select ${city}, who, ${slot.hall}, ${slot.date}::date, ${new Date(now.getTime() + rebookWaitMinutes * 60_000)}
    from unnest(${whoWaits(context)}::text[]) as who
    on conflict (city, who, hall, date) do update set until = excluded.until`);
}

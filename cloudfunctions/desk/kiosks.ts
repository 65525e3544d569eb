import type { DeskKiosk, desk } from '../../contract/desk';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { once } from '../_database/once';
import { rankingRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { kioskStates, showKioskState } from '../_kiosks/kioskStates';
import { type Answer, deny } from '../_runtime/answer';
import type { CallContext, Handler } from '../_runtime/serve';

export const listKiosks: Handler<typeof desk.listKiosks> = async ({ database }, { hall }, { city, now }) =>
  accept({ kiosks: await kiosksOfHall(database, { city, hall, now }), asOf: now.toISOString() });

interface KioskRow {
  readonly kiosk: string;
  readonly facts: Pick<DeskKiosk, 'name' | 'endorsements'>;
}

async function kiosksOfHall(
  database: Queryable,
  { city, hall, now }: { readonly city: string; readonly hall: string; readonly now: Date },
): Promise<DeskKiosk[]> {
  const rows = await database.rows<KioskRow>(sql`
    select kiosk, facts from kiosk where city = ${city} and hall = ${hall} order by display_order, kiosk`);
  const rules = await rankingRulesOf(database, city);
  const states = await kioskStates(database, { city, now, kiosks: rows.map(({ kiosk }) => kiosk) }, rules);
  return rows.flatMap(({ kiosk, facts: { name, endorsements } }) => {
    const state = states.find((each) => each.kiosk === kiosk);
    if (state === undefined) return [];
    const { devices, serviceSetAt } = state;
    return [
      {
        kiosk,
        name,
        devices,
        endorsements,
        ...showKioskState(state, now, rules),
        ...(serviceSetAt === null ? {} : { serviceSetAt: serviceSetAt.toISOString() }),
      },
    ];
  });
}

/** The word of the staff settles what was reported before; a queue that they count is believed like any report. */
export const setKiosk: Handler<typeof desk.setKiosk> = async ({ database, sealer }, input, context) => {
  const { city, now } = context;
  const inputDigest = sealer.blind(JSON.stringify(input));
  const set = await database.transaction((transaction) =>
    once(transaction, { ...context, operation: 'desk.setKiosk', inputDigest }, () =>
      write(transaction, input, context),
    ),
  );
  if (!set.ok) return set;
  const kiosks = await kiosksOfHall(database, { city, hall: input.hall, now });
  const kiosk = kiosks.find((each) => each.kiosk === input.kiosk);
  return kiosk === undefined ? deny('NOT_FOUND', { field: 'kiosk' }) : accept({ kiosk });
};

async function write(
  transaction: Queryable,
  { hall, kiosk, inService, queue }: Parameters<typeof setKiosk>[1],
  { city, now, accountId, requestId }: CallContext,
): Promise<Answer<string>> {
  const [before] = await transaction.rows<{ in_service: boolean; queue: number | null }>(sql`
    select in_service, queue from kiosk
    where city = ${city} and hall = ${hall} and kiosk = ${kiosk} for no key update`);
  if (before === undefined) return deny('NOT_FOUND', { field: 'kiosk' });
  await transaction.rows(sql`
    update kiosk set in_service = ${inService}, service_set_at = ${now}
    where city = ${city} and kiosk = ${kiosk}`);
  if (queue !== undefined) {
    await transaction.rows(sql`
      update kiosk set queue = ${queue}, queue_reported_at = ${now} where city = ${city} and kiosk = ${kiosk}`);
  }
  await audit(transaction, {
    city,
    at: now,
    actor: `staff:${accountId}`,
    action: 'desk.setKiosk',
    subject: `kiosk:${kiosk}`,
    before: { inService: before.in_service, queue: before.queue },
    after: { inService, queue: queue ?? before.queue },
    requestId,
  });
  return accept(kiosk);
}

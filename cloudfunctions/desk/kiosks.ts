import type { DeskKiosk, desk } from '../../contract/desk';
import { accept } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { rankingRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { kioskStates, showKioskState } from '../_kiosks/kioskStates';
import { deny } from '../_runtime/answer';
import type { Handler, Write } from '../_runtime/serve';

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
        ...(devices === undefined ? {} : { devices }),
        endorsements,
        ...showKioskState(state, now, rules),
        ...(serviceSetAt === null ? {} : { serviceSetAt: serviceSetAt.toISOString() }),
      },
    ];
  });
}

/** The word of the staff settles what was reported before; a queue that they count is believed like any report. */
export const setKiosk: Write<typeof desk.setKiosk> = async (
  { database },
  { hall, kiosk, inService, queue },
  { city, now, audit },
) => {
  const [before] = await database.rows<{ in_service: boolean; queue: number | null }>(sql`
    select in_service, queue from kiosk
    where city = ${city} and hall = ${hall} and kiosk = ${kiosk} for no key update`);
  if (before === undefined) return deny('NOT_FOUND', { field: 'kiosk' });
  await database.rows(sql`
    update kiosk set in_service = ${inService}, service_set_at = ${now}
    where city = ${city} and kiosk = ${kiosk}`);
  if (queue !== undefined) {
    await database.rows(sql`
      update kiosk set queue = ${queue}, queue_reported_at = ${now} where city = ${city} and kiosk = ${kiosk}`);
  }
  await audit(`kiosk:${kiosk}`, {
    before: { inService: before.in_service, queue: before.queue },
    after: { inService, queue: queue ?? before.queue },
  });
  const shown = (await kiosksOfHall(database, { city, hall, now })).find((each) => each.kiosk === kiosk);
  return shown === undefined ? deny('NOT_FOUND', { field: 'kiosk' }) : accept({ kiosk: shown });
};

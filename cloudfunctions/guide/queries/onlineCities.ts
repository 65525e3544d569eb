import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

export interface OnlineCity {
  readonly zh: string;
  readonly en: string;
}

/** The cities whose households renew online, as far as they are known. */
export async function onlineCities(database: Queryable, city: string): Promise<OnlineCity[]> {
  const rows = await database.rows<{ name: OnlineCity }>(sql`
    select listed.value -> 'name' as name
    from shortcut, jsonb_array_elements(facts -> 'households' -> 'cities') with ordinality as listed (value, place)
    where city = ${city} and shortcut = 'online-renewal'
    order by place`);
  return rows.map(({ name }) => name);
}

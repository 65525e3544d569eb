import type { requests } from '../../contract/requests';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { showRequests } from '../_requests/showRequest';
import type { Handler } from '../_runtime/serve';

/** Own requests, newest first. */
export const listMine: Handler<typeof requests.listMine> = async (
  dependencies,
  { limit },
  { city, accountId },
) => {
  const found = await showRequests(
    dependencies,
    city,
    sql`
      select id from request where city = ${city} and account_id = ${accountId}
      order by submitted_at desc, id desc limit ${limit + 1}`,
  );
  return accept({ requests: found.slice(0, limit), hasMore: found.length > limit });
};

import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { showRequests } from '../_requests/showRequest';
import { deny } from '../_runtime/answer';
import type { CallContext, Reading } from '../_runtime/serve';

/** A request of one's own as an answer. */
export async function showOwn(
  dependencies: Pick<Reading, 'database' | 'sealer'>,
  { city, accountId }: Pick<CallContext, 'city' | 'accountId'>,
  id: string,
) {
  const [request] = await showRequests(
    dependencies,
    city,
    sql`select id from request where city = ${city} and account_id = ${accountId} and id = ${id}`,
  );
  return request === undefined ? deny('NOT_FOUND', { field: 'request' }) : accept({ request });
}

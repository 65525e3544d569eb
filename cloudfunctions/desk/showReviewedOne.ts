import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { showReviewed } from '../_requests/showRequest';
import { deny } from '../_runtime/answer';
import type { CallContext, Reading } from '../_runtime/serve';

/** A request that was sent to this hall; another hall's is not found. */
export async function showReviewedOne(dependencies: Reading, context: CallContext, hall: string, id: string) {
  const [request] = await showReviewed(
    dependencies,
    context,
    sql`select id from request where city = ${context.city} and hall = ${hall} and id = ${id}`,
  );
  return request === undefined ? deny('NOT_FOUND', { field: 'request' }) : accept({ request });
}

import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { deny } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';

/** Puts a message that was given up back into the outbox, with fresh tries. */
export const retryDeadLetter: Write<typeof oversight.retryDeadLetter> = async (
  { database },
  { letter },
  { city, now, audit },
) => {
  const revived = await database.rows(sql`
      update notification set dead_at = null, attempts = 0, next_attempt_at = ${now}
      where city = ${city} and id = ${letter} and dead_at is not null returning id`);
  if (revived.length === 0) return deny('NOT_FOUND');
  await audit(`notification:${letter}`);
  return accept({ queued: true as const });
};

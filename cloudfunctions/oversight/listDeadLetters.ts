import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import type { Handler } from '../_runtime/serve';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly dead_at: Date;
  readonly attempts: number;
  readonly last_failure: string | null;
}

/** Messages that somebody should look into. That a person did not allow one is no failure. */
export const listDeadLetters: Handler<typeof oversight.listDeadLetters> = async (
  { database },
  _input,
  { city },
) => {
  const rows = await database.rows<Row>(sql`
    select id, kind, subject, dead_at, attempts, last_failure from notification
    where city = ${city} and dead_at is not null
      and last_failure not in ('not-allowed', 'wechat-43101', 'USER_NOT_SUBSCRIBE')
    order by dead_at desc, id limit 100`);
  return accept({
    letters: rows.map(({ id, kind, subject, dead_at, attempts, last_failure }) => ({
      id,
      kind,
      subject,
      at: dead_at.toISOString(),
      attempts,
      failure: last_failure ?? '',
    })),
  });
};

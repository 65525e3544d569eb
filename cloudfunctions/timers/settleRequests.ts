import { audit } from '../_database/audit';
import { requestRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { notify } from '../_notifications/notify';
import { newId } from '../_runtime/ids';
import type { Timer } from './timer';

const DAY = 86_400_000;
/** Requests of one run; the next run goes on. */
const REQUESTS = 500;

/** Ends permissions that have run out and requests that nobody decided, and flags what is overdue. */
export const settleRequests: Timer = async ({ database }, city, now) => {
  const rules = await requestRulesOf(database, city);
  const undecidedSince = new Date(now.getTime() - rules.undecidedDays * DAY);
  return database.transaction(async (transaction) => {
    const expired = await transaction.rows<{
      id: string;
      account_id: string;
      hall: string;
      kind: string;
    }>(sql`
      update request set status = 'expired', updated_at = ${now}
      where city = ${city} and id in (
        select id from request
        where city = ${city} and ((status = 'approved' and expires_at <= ${now})
          or (status in ('submitted', 'appealed')
            and coalesce(appealed_at, submitted_at) < ${undecidedSince}))
        order by id limit ${REQUESTS} for no key update skip locked)
      returning id, account_id, hall, kind`);
    for (const { id, account_id, hall, kind } of expired) {
      const subject = `request:${id}`;
      await audit(transaction, {
        city,
        at: now,
        actor: 'system',
        action: 'timers.expireRequest',
        subject,
        after: { status: 'expired' },
        requestId: newId(),
      });
      await notify(transaction, {
        city,
        accountId: account_id,
        kind: 'request.expired',
        subject,
        facts: { hall, kind },
        now,
      });
    }
    const overdue = await transaction.rows<{ id: string }>(sql`
      update request set overdue_at = ${now}
      where city = ${city} and id in (
        select id from request
        where city = ${city} and status in ('submitted', 'appealed') and due_at < ${now} and overdue_at is null
        order by id limit ${REQUESTS} for no key update skip locked)
      returning id`);
    for (const { id } of overdue) {
      await audit(transaction, {
        city,
        at: now,
        actor: 'system',
        action: 'timers.flagOverdueRequest',
        subject: `request:${id}`,
        requestId: newId(),
      });
    }
    return expired.length + overdue.length;
  });
};

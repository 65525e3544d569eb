import type { privacy } from '../../contract/privacy';
import { toHallTime } from '../../domain/calendar/hallTime';
import { addDays, type LocalDate } from '../../domain/calendar/localDate';
import { accept, refuse } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { accountErasures } from '../_people/accountRows';
import { endSignIns } from '../_people/endSignIns';
import { endRequestsOf, eraseRequests } from '../_people/eraseRequests';
import { eraseTickets, eraseVisits, eraseWaits } from '../_people/eraseVisits';
import { forgetTriedDocuments } from '../_people/limitDocuments';
import type { CallContext, Write } from '../_runtime/serve';

const EVERYTHING = 100_000;
const END_OF_TIME = new Date('9999-12-31T00:00:00Z');

/**
 * Deletes what is personal and ends the account: people, who came to past visits, messages, sign-ins. The counts of
 * halls and the audit (ids only) stay. A visit to come must be cancelled first, so that its seat is not lost.
 */
export const deleteMine: Write<typeof privacy.deleteMine> = async ({ database, sealer }, _input, change) => {
  const { city, accountId, now } = change;
  // Who never comes for a document is not kept for ever.
  const { visitDataDays } = await trustRulesOf(database, city);
  const awaitedSince = addDays(toHallTime(now).date, -visitDataDays);
  await database.rows(sql`
      select 1 from account where city = ${city} and id = ${accountId} for update`);
  if (await isStillNeeded(database, change, awaitedSince)) return refuse('DATA_STILL_NEEDED');
  const everything = { city, accountId, before: END_OF_TIME, now, limit: EVERYTHING };
  await eraseVisits(database, everything);
  await eraseWaits(database, everything);
  await eraseTickets(database, everything);
  await endRequestsOf(database, { city, accountId, now });
  await eraseRequests(database, everything);
  for (const erase of accountErasures) await database.rows(erase({ city, accountId }));
  await forgetTriedDocuments(database, sealer, { city, accountId });
  await endSignIns(database, { city, accountId, because: 'data-deleted', now });
  await endPlatforms(database, change);
  await change.audit(`account:${accountId}`);
  change.afterCommit(forgetEndedSignIns);
  return accept({ deleted: true as const });
};

async function isStillNeeded(
  transaction: Queryable,
  { city, accountId, now }: CallContext,
  awaitedSince: LocalDate,
): Promise<boolean> {
  const live = await transaction.rows(sql`
    select 1 from reservation
    where city = ${city} and account_id = ${accountId} and status in ('booked', 'checked-in', 'serving')
      and starts_at >= ${now}::timestamptz - interval '1 day'
    union all
    select 1 from waitlist_entry
    where city = ${city} and account_id = ${accountId} and status in ('waiting', 'offered')
    union all
    select 1 from document_entry
    where city = ${city} and status <> 'collected' and promised_on >= ${awaitedSince}
      and ticket_id in (select id from ticket where city = ${city} and account_id = ${accountId})
    limit 1`);
  return live.length > 0;
}

/** The platform's subject is forgotten, so that whoever signs in again begins with a new account. */
async function endPlatforms(transaction: Queryable, { city, accountId }: CallContext): Promise<void> {
  await transaction.rows(sql`
    update account set subject = 'deleted:' || id, principal_id = null
    where city = ${city} and (id = ${accountId} or principal_id = ${accountId})`);
}

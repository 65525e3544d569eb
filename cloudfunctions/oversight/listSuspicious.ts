import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import type { Handler } from '../_runtime/serve';

const DAY = 86_400_000;
/** A pattern this strong is worth a look: assumption, seen against a family of five. */
const CANCELLED_MIN = 5;
const ACCOUNTS_PER_DEVICE_MIN = 4;

interface Row {
  readonly pattern:
    | 'cancels-often'
    | 'books-for-many'
    | 'many-accounts-on-device'
    | 'one-person-many-accounts';
  readonly subject: string;
  readonly count: number;
}

/**
 * What looks like trade in appointments, strongest first: accounts that cancel much, accounts that book for many
 * people, devices with many accounts, and people whom many accounts book for. Ids only: nobody is named.
 */
export const listSuspicious: Handler<typeof oversight.listSuspicious> = async (
  { database },
  { days },
  { city, now },
) => {
  const since = new Date(now.getTime() - days * DAY);
  const { bookedPeoplePerAccount } = await trustRulesOf(database, city);
  const rows = await database.rows<Row>(sql`
    with recent as (
      select id, account_id, status from reservation where city = ${city} and created_at > ${since}
    ),
    who as (
      select recent.account_id, applicant.document_blind from recent
      join applicant on applicant.city = ${city} and applicant.reservation_id = recent.id
      where applicant.document_blind <> 'erased'
    )
    select * from (
      select 'cancels-often' as pattern, 'account:' || account_id as subject, count(*)::integer as count
      from recent where status = 'cancelled' group by account_id having count(*) >= ${CANCELLED_MIN}
      union all
      select 'books-for-many', 'account:' || account_id, count(distinct document_blind)::integer
      from who group by account_id having count(distinct document_blind) >= ${bookedPeoplePerAccount}
      union all
      select 'one-person-many-accounts', 'document:' || left(document_blind, 12), count(distinct account_id)::integer
      from who group by document_blind having count(distinct account_id) >= ${ACCOUNTS_PER_DEVICE_MIN}
      union all
      select 'many-accounts-on-device', 'device:' || left(device_blind, 12), count(distinct account_id)::integer
      from sign_in where city = ${city} and device_blind is not null and created_at > ${since}
      group by device_blind having count(distinct account_id) >= ${ACCOUNTS_PER_DEVICE_MIN}
    ) patterns order by count desc, pattern, subject limit 100`);
  return accept({ patterns: rows });
};

import type { Company } from '../../contract/requests';
import type { LocalDate } from '../../domain/calendar/localDate';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

interface CompanyRow {
  readonly id: string;
  readonly name: string;
  readonly credit_code: string;
  readonly role: 'owner' | 'member';
  readonly colleagues: readonly { readonly id: string; readonly since: string }[];
}

/** Companies for which an account may apply, or the one of them with this id. */
export async function listCompanyRows(
  database: Queryable,
  { city, accountId }: { readonly city: string; readonly accountId: string },
  id: string | null = null,
): Promise<CompanyRow[]> {
  return database.rows<CompanyRow>(sql`
    select company.id, company.name, company.credit_code, mine.role,
      coalesce((select json_agg(json_build_object('id', other.id, 'since', other.joined_at) order by other.joined_at)
        from company_member other
        where other.city = ${city} and other.company_id = company.id and other.role = 'member'
          and mine.role = 'owner'), '[]') as colleagues
    from company_member mine
    join company on company.city = ${city} and company.id = mine.company_id
    where mine.city = ${city} and mine.account_id = ${accountId}
      and (${id}::uuid is null or company.id = ${id}::uuid)
    order by mine.joined_at, company.id`);
}

export interface LetterRow {
  readonly request_id: string;
  readonly letter_from: LocalDate;
  readonly letter_until: LocalDate;
}

/** The approved letter of a company that covers a day, the one that lasts longest; undefined when there is none. */
export async function letterNow(
  database: Queryable,
  city: string,
  company: string,
  day: LocalDate,
): Promise<LetterRow | undefined> {
  const [row] = await database.rows<LetterRow>(sql`
    select id as request_id, letter_from, letter_until from request
    where city = ${city} and company_id = ${company} and decision = 'approved' and status <> 'withdrawn'
      and letter_from <= ${day} and letter_until >= ${day}
    order by letter_until desc, id limit 1`);
  return row;
}

/** A company as those who may apply for it see it. */
export async function showCompany(
  database: Queryable,
  city: string,
  row: CompanyRow,
  today: LocalDate,
): Promise<Company> {
  const letter = await letterNow(database, city, row.id, today);
  return {
    id: row.id,
    name: row.name,
    creditCode: row.credit_code,
    role: row.role,
    colleagues: row.colleagues.map(({ id, since }) => ({ id, since: new Date(since).toISOString() })),
    ...(letter === undefined ? {} : { letter: { from: letter.letter_from, until: letter.letter_until } }),
  };
}

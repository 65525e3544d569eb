import type { z } from 'zod';
import type { requests } from '../../contract/requests';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept, refuse } from '../../domain/outcome';
import { isCompanyCode } from '../../domain/requests/companyCode';
import type { Queryable } from '../_database/database';
import { requestRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { issueCode, redeemCode } from '../_people/oneTimeCodes';
import { type Answer, deny } from '../_runtime/answer';
import { newId } from '../_runtime/ids';
import type { CallContext, Change, Handler, Reading, Write } from '../_runtime/serve';
import { listCompanyRows, showCompany } from './companyRows';

/** A day: the code is read out at work. Seconds. */
const INVITATION_SECONDS = 24 * 3600;

/** Makes a company, whose owner is who saves it, or corrects one of one's own. */
export const saveCompany: Write<typeof requests.saveCompany> = async (dependencies, input, change) => {
  const { database } = dependencies;
  if (!isCompanyCode(input.creditCode)) return refuse('COMPANY_CODE_INVALID');
  const saved =
    input.id === undefined
      ? await makeCompany(database, input, change)
      : await correctCompany(database, input.id, input, change);
  return saved.ok ? showOne(dependencies, change, saved.value) : saved;
};

type Facts = Pick<z.output<typeof requests.saveCompany.input>, 'name' | 'creditCode'>;

async function makeCompany(
  transaction: Queryable,
  { name, creditCode }: Facts,
  change: Change,
): Promise<Answer<string>> {
  const { city, accountId, now } = change;
  const own = await listCompanyRows(transaction, change);
  const { openRequestsPerAccount } = await requestRulesOf(transaction, city);
  if (own.filter(({ role }) => role === 'owner').length >= openRequestsPerAccount) {
    return refuse('TOO_MANY_REQUESTS_OPEN', { max: openRequestsPerAccount });
  }
  const id = newId();
  await transaction.rows(sql`
    insert into company (city, id, name, credit_code, created_at) values (${city}, ${id}, ${name}, ${creditCode}, ${now})`);
  await transaction.rows(sql`
    insert into company_member (city, company_id, account_id, id, role, joined_at)
    values (${city}, ${id}, ${accountId}, ${newId()}, 'owner', ${now})`);
  await change.audit(`company:${id}`);
  return accept(id);
}

async function correctCompany(
  transaction: Queryable,
  id: string,
  { name, creditCode }: Facts,
  change: Change,
): Promise<Answer<string>> {
  const { city } = change;
  if (!(await isOwner(transaction, id, change))) return deny('NOT_FOUND', { field: 'id' });
  // A letter was approved for the company that it names: another code is another company.
  const corrected = await transaction.rows(sql`
    update company set name = ${name}, credit_code = ${creditCode}
    where city = ${city} and id = ${id} and (credit_code = ${creditCode} or not exists (
      select 1 from request where request.city = ${city} and request.company_id = company.id))
    returning 1`);
  if (corrected.length === 0) return refuse('COMPANY_CODE_INVALID');
  await change.audit(`company:${id}`);
  return accept(id);
}

export const listCompanies: Handler<typeof requests.listCompanies> = async (
  { database },
  _input,
  context,
) => {
  const rows = await listCompanyRows(database, context);
  const today = toHallTime(context.now).date;
  return accept({
    companies: await Promise.all(rows.map((row) => showCompany(database, context.city, row, today))),
  });
};

/** A code for one colleague. A new one ends the one before. */
export const inviteToCompany: Write<typeof requests.inviteToCompany> = async (
  { database, sealer },
  { company },
  change,
) => {
  const { city, now } = change;
  if (!(await isOwner(database, company, change))) return deny('NOT_FOUND', { field: 'company' });
  const code = await issueCode(database, sealer, {
    city,
    purpose: 'company',
    subject: company,
    lifetimeSeconds: INVITATION_SECONDS,
    now,
  });
  await change.audit(`company:${company}`);
  return accept({ code, expiresInSeconds: INVITATION_SECONDS });
};

export const joinCompany: Write<typeof requests.joinCompany> = async (dependencies, { code }, change) => {
  const { database: transaction, sealer } = dependencies;
  const { city, accountId, now } = change;
  const company = await redeemCode(transaction, sealer, { city, purpose: 'company', code, now });
  if (company === null) return refuse('CODE_NOT_GOOD');
  await transaction.rows(
    sql`select 1 from company where city = ${city} and id = ${company} for no key update`,
  );
  const members = await transaction.rows(sql`
        select 1 from company_member where city = ${city} and company_id = ${company}`);
  const { companyMembersMax } = await requestRulesOf(transaction, city);
  if (members.length >= companyMembersMax) return refuse('COMPANY_FULL', { max: companyMembersMax });
  // Nobody is left to answer for a company whose owner has gone.
  if (members.length === 0) return refuse('CODE_NOT_GOOD');
  await transaction.rows(sql`
        insert into company_member (city, company_id, account_id, id, role, joined_at)
        values (${city}, ${company}, ${accountId}, ${newId()}, 'member', ${now}) on conflict do nothing`);
  await change.audit(`company:${company}`);
  return showOne(dependencies, change, company);
};

/** Takes an account out of a company; requests that it sent stay its own. */
export const leaveCompany: Write<typeof requests.leaveCompany> = async (
  { database },
  { company, colleague },
  change,
) => {
  const { city, accountId } = change;
  const owner = await isOwner(database, company, change);
  if (colleague !== undefined && !owner) return deny('NOT_FOUND', { field: 'company' });
  const everyone = owner && colleague === undefined;
  const gone = await database.rows(sql`
    delete from company_member
    where city = ${city} and company_id = ${company} and (${everyone}
      or (${colleague ?? null}::uuid is null and account_id = ${accountId})
      or (id = ${colleague ?? null}::uuid and role = 'member'))
    returning 1`);
  if (gone.length === 0)
    return deny('NOT_FOUND', { field: colleague === undefined ? 'company' : 'colleague' });
  await change.audit(`company:${company}`, { after: { left: gone.length } });
  return accept({ left: true as const });
};

async function isOwner(
  transaction: Queryable,
  company: string,
  { city, accountId }: CallContext,
): Promise<boolean> {
  const rows = await transaction.rows(sql`
    select 1 from company_member
    where city = ${city} and company_id = ${company} and account_id = ${accountId} and role = 'owner' for key share`);
  return rows.length > 0;
}

async function showOne({ database }: Reading, context: CallContext, id: string) {
  const [row] = await listCompanyRows(database, context, id);
  if (row === undefined) return deny('NOT_FOUND', { field: 'company' });
  return accept({ company: await showCompany(database, context.city, row, toHallTime(context.now).date) });
}

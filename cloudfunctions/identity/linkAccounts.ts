import type { z } from 'zod';
import type { identity } from '../../contract/identity';
import { accept, refuse } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { forgetEndedSignIns } from '../_database/endedSignIns';
import { sql } from '../_database/sql';
import { moveAccountRows } from '../_people/accountRows';
import { endSignIns } from '../_people/endSignIns';
import { redeemCode } from '../_people/oneTimeCodes';
import { blindDocument } from '../_people/sealedPerson';
import type { Change, Write } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { linkedChannels } from './linkedChannels';

type Input = z.output<typeof identity.linkAccounts.input>;

/**
 * Joins the asking account to the one that showed the code. The code proves that one person holds both phones; the
 * document, saved on both and typed again, that both are of that person.
 */
export const linkAccounts: Write<typeof identity.linkAccounts, IdentityDependencies> = async (
  { database, sealer },
  input,
  change,
) => {
  const { city, accountId } = change;
  const blind = blindDocument(sealer, {
    documentType: input.documentType,
    documentNumber: input.documentNumber,
  });
  const to = await redeemCode(database, sealer, { ...change, purpose: 'link', code: input.code });
  if (to === null) return refuse('CODE_NOT_GOOD');
  if (to === accountId) return refuse('ALREADY_LINKED');
  if (!(await bothSaved(database, city, [accountId, to], blind))) return refuse('DOCUMENT_NOT_ON_BOTH');
  await join(database, change, to, input);
  change.afterCommit(forgetEndedSignIns);
  return accept({ linked: await linkedChannels(database, city, to) });
};

async function bothSaved(
  transaction: Queryable,
  city: string,
  accounts: readonly string[],
  blind: string,
): Promise<boolean> {
  // Locked in the order of their ids, so that two phones that link each other at once do not wait in a circle.
  await transaction.rows(sql`
    select 1 from account where city = ${city} and id = any(${accounts}::uuid[]) order by id for no key update`);
  const rows = await transaction.rows(sql`
    select distinct account_id from person
    where city = ${city} and account_id = any(${accounts}::uuid[]) and document_blind = ${blind}`);
  return rows.length === accounts.length;
}

async function join(
  transaction: Queryable,
  { city, accountId, now, audit }: Change,
  to: string,
  { consent }: Input,
): Promise<void> {
  await moveAccountRows(transaction, { city, from: accountId, to });
  await transaction.rows(sql`
    update account set principal_id = ${to}
    where city = ${city} and (id = ${accountId} or principal_id = ${accountId})`);
  await endSignIns(transaction, { city, accountId, because: 'linked', now });
  await audit(`account:${to}`, { after: { joined: accountId, consent } });
}

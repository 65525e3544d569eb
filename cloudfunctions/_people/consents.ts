import { type ConsentPurpose, consentPurposes, consentVersions } from '../../domain/trust/consents';
import type { Queryable } from '../_database/database';
import { gatheredRead } from '../_database/gatherReads';
import { sql } from '../_database/sql';

export interface ConsentState {
  readonly purpose: ConsentPurpose;
  readonly version: number;
  readonly granted: boolean;
  readonly grantedAt?: Date | undefined;
}

/** Whether the account agrees to a purpose in its present wording. */
export function hasConsent(
  database: Queryable,
  city: string,
  accountId: string,
  purpose: ConsentPurpose,
): Promise<boolean> {
  return findConsent(database, { city, accountId, purpose });
}

interface ConsentQuestion {
  readonly city: string;
  readonly accountId: string;
  readonly purpose: ConsentPurpose;
}

const findConsent = gatheredRead<ConsentQuestion, boolean>(async (database, city, asked) => {
  const rows = await database.rows<{ granted: boolean }>(sql`
    select exists (
      select 1 from consent
      where consent.city = ${city} and consent.account_id = asked.account_id and consent.purpose = asked.purpose
        and consent.version = asked.version and consent.withdrawn_at is null
    ) as granted
    from unnest(${asked.map(({ accountId }) => accountId)}::uuid[], ${asked.map(({ purpose }) => purpose)}::text[],
      ${asked.map(({ purpose }) => consentVersions[purpose])}::integer[]
    ) with ordinality as asked(account_id, purpose, version, place)
    order by place`);
  return rows.map(({ granted }) => granted);
});

/** Every purpose with what the account says to its present wording. */
export async function listConsents(
  database: Queryable,
  city: string,
  accountId: string,
): Promise<ConsentState[]> {
  const rows = await database.rows<{ purpose: ConsentPurpose; version: number; granted_at: Date }>(sql`
    select purpose, version, granted_at from consent
    where city = ${city} and account_id = ${accountId} and withdrawn_at is null`);
  return consentPurposes.map((purpose) => {
    const version = consentVersions[purpose];
    const granted = rows.find((row) => row.purpose === purpose && row.version === version);
    return { purpose, version, granted: granted !== undefined, grantedAt: granted?.granted_at };
  });
}

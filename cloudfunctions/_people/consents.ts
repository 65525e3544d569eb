import { type ConsentPurpose, consentPurposes, consentVersions } from '../../domain/trust/consents';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

export interface ConsentState {
  readonly purpose: ConsentPurpose;
  readonly version: number;
  readonly granted: boolean;
  readonly grantedAt?: Date | undefined;
}

/** Whether the account agrees to a purpose in its present wording. */
export async function hasConsent(
  database: Queryable,
  city: string,
  accountId: string,
  purpose: ConsentPurpose,
): Promise<boolean> {
  const rows = await database.rows(sql`
    select 1 from consent
    where city = ${city} and account_id = ${accountId} and purpose = ${purpose}
      and version = ${consentVersions[purpose]} and withdrawn_at is null`);
  return rows.length > 0;
}

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

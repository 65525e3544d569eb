import type { Queryable } from '../_database/database';
import { listConsents } from '../_people/consents';
import type { CallContext } from '../_runtime/serve';

/** What the account has agreed to, as it is told. */
export async function showConsents(database: Queryable, { city, accountId }: CallContext) {
  const consents = await listConsents(database, city, accountId);
  return {
    consents: consents.map(({ purpose, version, granted, grantedAt }) => ({
      purpose,
      version,
      granted,
      ...(grantedAt === undefined ? {} : { grantedAt: grantedAt.toISOString() }),
    })),
  };
}

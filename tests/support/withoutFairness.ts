import type { Database } from '../../cloudfunctions/_database/database';
import { sql } from '../../cloudfunctions/_database/sql';
import type { TrustRuleName } from '../../domain/trust/trustRules';

const open: Partial<Record<TrustRuleName, number>> = {
  bookingsPerDayPerAccount: 1_000_000,
  bookedPeoplePerAccount: 1_000_000,
  ticketsPerDayPerAccount: 1_000_000,
  rebookWaitMinutes: 0,
  freedSeatMinMinutes: 0,
  freedSeatMaxMinutes: 0,
};

/** Lets a few people book and cancel as often as they like, and a freed seat open at once: for tests of seats alone. */
export async function withoutFairness(database: Database): Promise<void> {
  for (const [name, value] of Object.entries(open)) {
    await database.rows(sql`update booking_rule set value = ${value} where name = ${name}`);
  }
}

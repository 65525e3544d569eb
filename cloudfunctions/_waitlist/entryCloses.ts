import type { WaitlistWish } from '../../domain/waitlist/matchSlot';
import { listClosesAt } from '../../domain/waitlist/waitlistRules';
import type { Queryable } from '../_database/database';
import { rulesOf } from '../_database/rules';

/** When the last list on which a wish stands closes, over all of its halls. */
export async function entryCloses(
  database: Queryable,
  city: string,
  { halls, to }: Pick<WaitlistWish, 'halls' | 'to'>,
): Promise<Date> {
  const rules = await Promise.all(halls.map((hall) => rulesOf(database, city, hall)));
  return new Date(Math.max(...rules.map((each) => listClosesAt(to, each).getTime())));
}

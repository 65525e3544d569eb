import { type BookingRules, bookingRuleNames } from '../../domain/booking/bookingRules';
import { type RankingRules, rankingRuleNames } from '../../domain/nearest/rankingRules';
import { type QueueRules, queueRuleNames } from '../../domain/queue/queueRules';
import { type RequestRules, requestRuleNames } from '../../domain/requests/requestRules';
import { type TrustRules, trustRuleNames } from '../../domain/trust/trustRules';
import type { Queryable } from './database';
import { remember } from './memory';
import { sql } from './sql';

const readNumbers = remember(async (database: Queryable, key: string): Promise<Record<string, number>> => {
  const [city = '', hall = ''] = key.split('/');
  // A hall's own number comes after the city's, so that it wins.
  const rows = await database.rows<{ name: string; value: number }>(sql`
    select name, value from booking_rule
    where city = ${city} and (hall = '' or hall = ${hall}) order by hall`);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
});

/** The rules of booking in a city, or at one of its halls where it has its own. Believed for some seconds. */
export async function rulesOf(database: Queryable, city: string, hall = ''): Promise<BookingRules> {
  const numbers = await readNumbers(database, `${city}/${hall}`);
  return pick(numbers, bookingRuleNames, city) as unknown as BookingRules;
}

/** The rules of the queue at a hall. Believed for some seconds. */
export async function queueRulesOf(database: Queryable, city: string, hall: string): Promise<QueueRules> {
  const numbers = await readNumbers(database, `${city}/${hall}`);
  return pick(numbers, queueRuleNames, city) as unknown as QueueRules;
}

/** The numbers by which a city ranks the ways to be served. Believed for some seconds. */
export async function rankingRulesOf(database: Queryable, city: string): Promise<RankingRules> {
  const numbers = await readNumbers(database, `${city}/`);
  return pick(numbers, rankingRuleNames, city) as unknown as RankingRules;
}

/** The numbers of fairness, personal data and messages in a city. Believed for some seconds. */
export async function trustRulesOf(database: Queryable, city: string): Promise<TrustRules> {
  const numbers = await readNumbers(database, `${city}/`);
  return pick(numbers, trustRuleNames, city) as unknown as TrustRules;
}

/** The numbers of requests and their evidence in a city. Believed for some seconds. */
export async function requestRulesOf(database: Queryable, city: string): Promise<RequestRules> {
  const numbers = await readNumbers(database, `${city}/`);
  return pick(numbers, requestRuleNames, city) as unknown as RequestRules;
}

/** Rules that were picked from the same numbers before: every call asks for some, and the numbers seldom change. */
const picked = new WeakMap<object, Map<readonly string[], Record<string, number>>>();

function pick(
  numbers: Readonly<Record<string, number>>,
  names: readonly string[],
  city: string,
): Record<string, number> {
  const lists = picked.get(numbers) ?? new Map<readonly string[], Record<string, number>>();
  picked.set(numbers, lists);
  const known = lists.get(names);
  if (known !== undefined) return known;
  const missing = names.filter((name) => numbers[name] === undefined);
  if (missing.length > 0) throw new Error(`City ${city} has no value for: ${missing.join(', ')}.`);
  const rules = Object.fromEntries(names.map((name) => [name, numbers[name] ?? 0]));
  lists.set(names, rules);
  return rules;
}

import type { TrustRules } from './trustRules';

type FreedSeatRules = Pick<TrustRules, 'freedSeatMinMinutes' | 'freedSeatMaxMinutes'>;

/**
 * When a seat that was given up opens to everyone: at a moment between the two limits that nobody can guess, so that
 * giving a seat up in order to take it for somebody else is worth nothing. `share` is 0 (soonest) to 1 (latest).
 */
export function freedSeatOpensAt(now: Date, share: number, rules: FreedSeatRules): Date {
  const { freedSeatMinMinutes, freedSeatMaxMinutes } = rules;
  const minutes = freedSeatMinMinutes + share * Math.max(0, freedSeatMaxMinutes - freedSeatMinMinutes);
  return new Date(now.getTime() + Math.round(minutes * 60_000));
}

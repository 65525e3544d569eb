import { trustRulesOf } from '../../_database/rules';
import type { Caller } from '../caller';
import type { Dependencies } from '../dependencies';

/** From where a call came, as far as the door could see. */
export interface Origin {
  readonly city: string;
  readonly caller: Caller;
  readonly address?: string | undefined;
  readonly device?: string | undefined;
}

/** Seconds to wait when the account, the device or the address calls too often, or null. */
export async function secondsToWait(
  { database, limiter }: Dependencies,
  { city, caller, address, device }: Origin,
): Promise<number | null> {
  const rules = await trustRulesOf(database, city);
  const waits = [
    'accountId' in caller
      ? limiter.take(`account:${caller.accountId}`, rules.callsPerMinutePerAccount)
      : null,
    device === undefined ? null : limiter.take(`device:${device}`, rules.callsPerMinutePerDevice),
    address === undefined ? null : limiter.take(`address:${address}`, rules.callsPerMinutePerAddress),
  ].filter((seconds) => seconds !== null);
  return waits.length === 0 ? null : Math.max(...waits);
}

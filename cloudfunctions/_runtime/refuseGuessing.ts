import type { OperationFacts } from '../../contract/operations';
import { countAttempt } from '../_database/attempts';
import { trustRulesOf } from '../_database/rules';
import { type Answer, deny } from './answer';
import type { Dependencies } from './dependencies';
import type { CallContext } from './handlers';

const WINDOW_SECONDS = 600;

/** Refuses a caller who tries a secret too often, with the honest time to wait. */
export async function refuseGuessing(
  { database, sealer }: Dependencies,
  { tries }: OperationFacts,
  { operation, accountId, address, city, now }: CallContext,
): Promise<Answer<never> | null> {
  if (tries === undefined) return null;
  const who = tries.by === 'account' ? accountId : address;
  if (who === undefined || who === '') return null;
  const rules = await trustRulesOf(database, city);
  const retryAfterSeconds = await countAttempt(database, {
    city,
    who: sealer.blind(`attempt:${operation}:${who}`),
    max: rules[tries.rule],
    windowSeconds: WINDOW_SECONDS,
    now,
  });
  return retryAfterSeconds === null ? null : deny('TOO_MANY_REQUESTS', { retryAfterSeconds });
}

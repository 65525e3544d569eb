import type { TrustRules } from '../../domain/trust/trustRules';
import { countAttempt } from '../_database/attempts';
import { trustRulesOf } from '../_database/rules';
import { type Answer, deny } from './answer';
import type { Caller } from './caller';
import type { Dependencies } from './dependencies';

interface Guard {
  readonly by: 'account' | 'address';
  readonly rule: keyof Pick<TrustRules, 'codeTriesPerTenMinutes' | 'signInsPerTenMinutesPerAddress'>;
}

/** Who tries, and from where. */
interface Guesser {
  readonly caller: Caller;
  readonly address?: string | undefined;
  readonly city: string;
}

const WINDOW_SECONDS = 600;

/** Operations in which somebody could guess a secret. Their tries are counted in the database, over all instances. */
const guarded: Readonly<Record<string, Guard>> = {
  'identity.signIn': { by: 'address', rule: 'signInsPerTenMinutesPerAddress' },
  'identity.refresh': { by: 'address', rule: 'signInsPerTenMinutesPerAddress' },
  'identity.enterDesk': { by: 'account', rule: 'codeTriesPerTenMinutes' },
  'identity.bindStaff': { by: 'account', rule: 'codeTriesPerTenMinutes' },
  'requests.joinCompany': { by: 'account', rule: 'codeTriesPerTenMinutes' },
  'identity.linkAccounts': { by: 'account', rule: 'codeTriesPerTenMinutes' },
};

/** Refuses a caller who tries too often, with the honest time to wait. */
export async function refuseGuessing(
  { database, sealer }: Dependencies,
  operation: string,
  { caller, address, city }: Guesser,
  now: Date,
): Promise<Answer<never> | null> {
  const guard = guarded[operation];
  if (guard === undefined) return null;
  const who = guard.by === 'account' ? ('accountId' in caller ? caller.accountId : undefined) : address;
  if (who === undefined) return null;
  const rules = await trustRulesOf(database, city);
  const retryAfterSeconds = await countAttempt(database, {
    city,
    who: sealer.blind(`attempt:${operation}:${who}`),
    max: rules[guard.rule],
    windowSeconds: WINDOW_SECONDS,
    now,
  });
  return retryAfterSeconds === null ? null : deny('TOO_MANY_REQUESTS', { retryAfterSeconds });
}

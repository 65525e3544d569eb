import type { SlotKey } from '../../domain/availability/slotId';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import { decideStanding } from '../../domain/trust/decideStanding';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import type { Party } from '../_people/readParty';
import type { CallContext } from '../_runtime/serve';
import { readStanding } from '../_standing/readStanding';
import { whoWaits } from '../_standing/waitBeforeRebooking';
import type { ReservationDependencies } from './dependencies';

interface Booking {
  readonly slot: SlotKey;
  readonly party: Party;
  readonly context: CallContext;
  readonly input: { readonly challenge?: string | undefined };
}

/**
 * Whether this account may book for these people now: pauses, limits, waiting after a cancellation, the challenge. Gives
 * the number of the booking that may be made; null for a retry of one that was made.
 */
export async function decideFairness(
  dependencies: ReservationDependencies,
  { slot, party, context, input }: Booking,
): Promise<Outcome<number | null>> {
  const { database } = dependencies;
  const rules = await trustRulesOf(database, context.city);
  const documents = party.applicants.map(({ documentBlind }) => documentBlind);
  const standing = await readStanding(
    database,
    { ...context, who: whoWaits(context), slot, documents },
    rules,
  );
  if (standing === null) return accept(null);
  const decided = decideStanding(standing, rules);
  if (!decided.ok) return decided;
  const proved = await decideChallenge(dependencies, { slot, party, context, input }, rules.challengeMinutes);
  return proved.ok ? accept(standing.ordinal) : proved;
}

/** In the first minutes after a release, when scripts are at work, a booking brings proof of a person. */
async function decideChallenge(
  { database, challenge }: ReservationDependencies,
  { slot, context, input }: Booking,
  minutes: number,
): Promise<Outcome<null>> {
  if (challenge === undefined) return accept(null);
  const [released] = await database.rows<{ at: Date }>(sql`
    select released_at as at from slot
    where city = ${context.city} and hall = ${slot.hall} and lane = ${slot.lane} and date = ${slot.date}
      and start_minute = ${slot.startMinute}`);
  if (released === undefined) return accept(null);
  const since = context.now.getTime() - released.at.getTime();
  if (since < 0 || since > minutes * 60_000) return accept(null);
  const { challenge: proof = '' } = input;
  return proof !== '' && (await challenge(proof, context.accountId))
    ? accept(null)
    : refuse('CHALLENGE_NEEDED');
}

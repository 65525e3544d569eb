import type { z } from 'zod';
import type { waitlist } from '../../../contract/waitlist';
import type { BookingRules } from '../../../domain/booking/bookingRules';
import { decideParty } from '../../../domain/booking/decideParty';
import { parseMinute, toHallTime } from '../../../domain/calendar/hallTime';
import { eachDay } from '../../../domain/calendar/localDate';
import { accept, type Outcome, refuse } from '../../../domain/outcome';
import { decideStanding } from '../../../domain/trust/decideStanding';
import { decideJoin } from '../../../domain/waitlist/decideEntry';
import { type WaitlistWish, waitlistPriorities } from '../../../domain/waitlist/matchSlot';
import type { Queryable } from '../../_database/database';
import { rulesOf, trustRulesOf } from '../../_database/rules';
import { type Party, phoneOf, readParty, toDomainParty } from '../../_people/readParty';
import { type Answer, deny } from '../../_runtime/answer';
import { newId } from '../../_runtime/ids';
import type { CallContext, Change, FollowedWrite } from '../../_runtime/serve';
import { readStanding } from '../../_standing/readStanding';
import { whoWaits } from '../../_standing/waitBeforeRebooking';
import { giveOpenSeats } from '../../_waitlist/giveOpenSeats';
import type { ReservationDependencies } from '../dependencies';
import { sealApplicants, sealContact } from '../sealedReservation';
import {
  hallsThatOffer,
  insertEntry,
  type NewEntry,
  type PartyFacts,
  readPartyFacts,
} from './queries/joining';
import { answerWithEntry } from './showEntry';

type Input = z.output<typeof waitlist.joinWaitlist.input>;

/**
 * Puts a party on the waitlist, of those halls that have a list for them. A seat that stands open already is given
 * at once, to whoever is first in line for it.
 */
export const joinWaitlist: FollowedWrite<typeof waitlist.joinWaitlist, ReservationDependencies> = {
  async prepare(dependencies, input, context) {
    const { sealer } = dependencies;
    const people = input.people.map(({ person, services = [input.service] }) => ({ person, services }));
    const today = toHallTime(context.now).date;
    const party = await readParty(dependencies, { ...input, people }, { ...context, today });
    if (!party.ok) return party;
    const phone = input.phone ?? phoneOf(party.value);
    if (phone === undefined) return deny('INVALID_INPUT', { field: 'phone' });
    const wish = readWish(input, party.value);
    if (wish === null) return deny('INVALID_INPUT', { field: 'to', reason: 'span' });

    const id = newId();
    const entry: NewEntry = {
      id,
      accountId: context.accountId,
      priority: waitlistPriorities.ordinary,
      wish,
      seats: party.value.applicants.length,
      automatic: input.automatic,
      contactSealed: sealContact(sealer, { phone, guardian: party.value.guardian?.data }, id),
      members: sealApplicants(sealer, party.value.applicants, id),
      now: context.now,
    };
    return accept(({ database }, change) => join(database, entry, party.value, change));
  },
  async finish(dependencies, entry, context) {
    await giveOpenSeats(dependencies.database, context, entry);
    return answerWithEntry(dependencies, context, entry);
  },
};

function readWish(input: Input, { applicants }: Party): WaitlistWish | null {
  const wish: WaitlistWish = {
    lane: 'appointment',
    halls: input.halls,
    from: input.from,
    to: input.to,
    earliestMinute: parseMinute(input.earliestStart),
    latestMinute: parseMinute(input.latestStart),
    services: [...new Set(applicants.flatMap(({ services }) => services))],
  };
  return wish.from <= wish.to && wish.earliestMinute <= wish.latestMinute ? wish : null;
}

async function join(
  transaction: Queryable,
  entry: NewEntry,
  party: Party,
  change: Change,
): Promise<Answer<string>> {
  const { city, accountId } = change;
  const facts = await readPartyFacts(transaction, city, accountId, entry.members);
  const halls = await hallsWithList(transaction, city, { entry, party, facts });
  if (!halls.ok) return halls;
  const wish = { ...entry.wish, halls: halls.value };
  const fair = await decideFairWish(transaction, wish, party, change);
  if (!fair.ok) return fair;
  await insertEntry(transaction, city, { ...entry, wish });
  await change.audit(`waitlist-entry:${entry.id}`, {
    after: { status: 'waiting', seats: entry.seats, automatic: entry.automatic },
  });
  return accept(entry.id);
}

interface Joining {
  readonly entry: NewEntry;
  readonly party: Party;
  readonly facts: PartyFacts;
}

/** The halls whose list the party may join; each keeps its own rules. Refuses with the first hall's reason. */
async function hallsWithList(
  transaction: Queryable,
  city: string,
  { entry, party, facts }: Joining,
): Promise<Answer<string[]>> {
  const offering = await hallsThatOffer(transaction, city, entry.wish);
  const decisions = await Promise.all(
    offering.map(async (hall) => ({
      hall,
      decision: decideAt(await rulesOf(transaction, city, hall), { entry, party, facts }),
    })),
  );
  const [refused] = decisions.flatMap(({ decision }) => (decision.ok ? [] : [decision]));
  const halls = decisions.flatMap(({ hall, decision }) => (decision.ok ? [hall] : []));
  return halls.length > 0 ? accept(halls) : (refused ?? refuse('SERVICE_NOT_OFFERED'));
}

/** Everyone is youngest on the first day: who may come then may come on any of them. */
function decideAt(rules: BookingRules, { entry, party, facts }: Joining) {
  const allowed = decideParty(toDomainParty(party, entry.wish.from), rules);
  return allowed.ok ? decideJoin({ ...facts, now: entry.now, wish: entry.wish }, rules) : allowed;
}

/** The list is no way around a pause, a limit, or the wait after giving up a day: as for a booking of any of them. */
async function decideFairWish(
  transaction: Queryable,
  { halls, lane, from, to }: WaitlistWish,
  { applicants }: Party,
  context: CallContext,
): Promise<Outcome<null>> {
  const rules = await trustRulesOf(transaction, context.city);
  const today = toHallTime(context.now).date;
  const days = eachDay(from < today ? today : from, to);
  const slots = halls.flatMap((hall) => days.map((date) => ({ hall, lane, date, startMinute: 0 })));
  const documents = applicants.map(({ documentBlind }) => documentBlind);
  const who = whoWaits(context);
  const standings = await Promise.all(
    slots.map((slot) => readStanding(transaction, { ...context, who, slot, documents }, rules)),
  );
  const refused = standings
    .map((standing) => (standing === null ? accept(null) : decideStanding(standing, rules)))
    .find((decision) => !decision.ok);
  return refused ?? accept(null);
}

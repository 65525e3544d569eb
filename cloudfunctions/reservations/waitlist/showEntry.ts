import type { WaitlistEntry } from '../../../contract/waitlist';
import { formatSlotId } from '../../../domain/availability/slotId';
import { formatMinute } from '../../../domain/calendar/hallTime';
import { accept } from '../../../domain/outcome';
import { statusNow, waitlistActionsOf } from '../../../domain/waitlist/decideEntry';
import type { WaitlistStatus } from '../../../domain/waitlist/waitlistStatus';
import { maskPersonalData, openPersonalData } from '../../_people/sealedPerson';
import { type Answer, deny } from '../../_runtime/answer';
import type { Dependencies } from '../../_runtime/dependencies';
import type { CallContext, Reading } from '../../_runtime/serve';
import { toEntry } from '../../_waitlist/entry';
import { entryCloses } from '../../_waitlist/entryCloses';
import { applicantContext } from '../sealedReservation';
import { listEntryRows, type OwnEntryRow } from './queries/entryRows';

type Owner = Pick<CallContext, 'city' | 'accountId' | 'now'>;

/** How long an ended place is still shown. Milliseconds. */
const SHOWN_AFTER_ITS_END = 7 * 86_400_000;

/** An account's places on the list, masked. */
export async function showEntries(dependencies: Reading, owner: Owner): Promise<WaitlistEntry[]> {
  const { city, accountId, now } = owner;
  const endedAfter = new Date(now.getTime() - SHOWN_AFTER_ITS_END);
  const rows = await listEntryRows(dependencies.database, city, accountId, { id: null, endedAfter });
  return Promise.all(rows.map((row) => showEntry(dependencies, owner, row)));
}

/** One of them, as the answer to what was done with it. */
export async function answerWithEntry(
  dependencies: Reading,
  owner: Owner,
  id: string,
): Promise<Answer<{ entry: WaitlistEntry }>> {
  const { city, accountId, now } = owner;
  const [row] = await listEntryRows(dependencies.database, city, accountId, { id, endedAfter: now });
  return row === undefined ? deny('NOT_FOUND') : accept({ entry: await showEntry(dependencies, owner, row) });
}

async function showEntry(
  { database, sealer }: Reading,
  { city, now }: Owner,
  row: OwnEntryRow,
): Promise<WaitlistEntry> {
  const { id, wish, automatic, joinedAt, offer } = toEntry(row);
  const facts = {
    status: row.booked_otherwise ? ('booked-otherwise' as const) : row.status,
    now,
    offerExpiresAt: offer?.heldUntil ?? null,
  };
  const status: WaitlistStatus = statusNow(facts);
  return {
    id,
    status,
    ...(status === 'waiting' && row.place !== null ? { position: row.place } : {}),
    services: [...wish.services],
    lane: wish.lane,
    halls: [...wish.halls],
    from: wish.from,
    to: wish.to,
    earliestStart: formatMinute(wish.earliestMinute),
    latestStart: formatMinute(wish.latestMinute),
    people: showPeople(sealer, row),
    automatic,
    joinedAt: joinedAt.toISOString(),
    closesAt: (await entryCloses(database, city, wish)).toISOString(),
    ...(status === 'offered' ? showOffer(row) : {}),
    actions: waitlistActionsOf(facts),
  };
}

function showOffer(row: OwnEntryRow): Pick<WaitlistEntry, 'offer'> {
  const { offer } = toEntry(row);
  if (offer === null || row.hall_name === null || row.end_minute === null) return {};
  const { slot, heldUntil } = offer;
  return {
    offer: {
      slot: formatSlotId(slot),
      hall: slot.hall,
      hallName: row.hall_name,
      date: slot.date,
      start: formatMinute(slot.startMinute),
      end: formatMinute(row.end_minute),
      heldUntil: heldUntil.toISOString(),
    },
  };
}

function showPeople(sealer: Dependencies['sealer'], { id, members }: OwnEntryRow): WaitlistEntry['people'] {
  const people = new Map<number, WaitlistEntry['people'][number]>();
  for (const { position, service, sealed } of members) {
    const known = people.get(position);
    if (known !== undefined) known.services.push(service);
    else {
      const data = openPersonalData(sealer, sealed, applicantContext(id, position));
      people.set(position, { name: maskPersonalData(data).name, services: [service] });
    }
  }
  return [...people.values()];
}

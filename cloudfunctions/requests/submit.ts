import type { z } from 'zod';
import type { requests } from '../../contract/requests';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept, refuse } from '../../domain/outcome';
import { decideLetterPeriod, expiryOf, reviewDueAt } from '../../domain/requests/decideRequest';
import type { RequestRules } from '../../domain/requests/requestRules';
import { calendarOf } from '../_database/calendar';
import type { Queryable } from '../_database/database';
import { requestRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { requestPersonContext, requestTextContext } from '../_people/contexts';
import { type Party, readParty } from '../_people/readParty';
import { sealPersonalData } from '../_people/sealedPerson';
import { reasonsOf } from '../_requests/reasons';
import { type Answer, deny } from '../_runtime/answer';
import type { Dependencies } from '../_runtime/dependencies';
import { newId } from '../_runtime/ids';
import type { Sealer } from '../_runtime/sealing';
import type { CallContext, Change, PreparedWrite } from '../_runtime/serve';
import { attachEvidence } from './attachEvidence';
import { letterNow } from './companyRows';
import { showOwn } from './showOwn';

type Input = z.output<typeof requests.submit.input>;

/** A letter of the company that makes a review needless. */
interface Cover {
  readonly request: string;
  readonly until: string;
}

/** Sends a request to a hall. An enterprise request without files counts on a letter that the company has already. */
export const submit: PreparedWrite<typeof requests.submit> = {
  async prepare(dependencies, input, context) {
    const { database, sealer } = dependencies;
    const { city, accountId, now } = context;
    const rules = await requestRulesOf(database, city);
    const allowed = await decideForm(dependencies, input, context, rules);
    if (!allowed.ok) return allowed;
    const party = await readParty(dependencies, input, { city, accountId, today: toHallTime(now).date });
    if (!party.ok) return party;
    const documents = party.value.applicants.map(({ documentBlind }) => documentBlind);
    if (new Set(documents).size < documents.length) return refuse('PERSON_TWICE_IN_PARTY');

    return accept(async (within, change) => {
      const sending = { sealer, input, party: party.value, rules, change };
      const sent = await sendRequest(within.database, sending);
      return sent.ok ? showOwn(within, change, sent.value) : sent;
    });
  },
};

/** What needs no lock: the reason exists, the hall has the lane, the period of a letter makes sense. */
async function decideForm(
  { database }: Dependencies,
  { kind, reason: code, hall, company, letter, evidence }: Input,
  { city, now }: CallContext,
  rules: RequestRules,
): Promise<Answer<null>> {
  const reason = (await reasonsOf(database, city)).find((each) => each.reason === code && each.kind === kind);
  if (reason === undefined) return deny('INVALID_INPUT', { field: 'reason' });
  if ((kind === 'enterprise') !== (company !== undefined)) return deny('INVALID_INPUT', { field: 'company' });
  const lanes = await database.rows(sql`
    select 1 from lane where city = ${city} and hall = ${hall} and lane = ${kind}`);
  if (lanes.length === 0) return deny('NOT_FOUND', { field: 'hall' });
  if (evidence.length > rules.evidenceFilesMax) {
    return refuse('EVIDENCE_TOO_MANY', { max: rules.evidenceFilesMax });
  }
  const needsLetter = reason.coversPeriod && evidence.length > 0;
  if (needsLetter !== (letter !== undefined)) return deny('INVALID_INPUT', { field: 'letter' });
  return letter === undefined ? accept(null) : decideLetterPeriod(letter, toHallTime(now).date, rules);
}

interface Sending {
  readonly sealer: Sealer;
  readonly input: Input;
  readonly party: Party;
  readonly rules: RequestRules;
  readonly change: Change;
}

async function sendRequest(transaction: Queryable, sending: Sending): Promise<Answer<string>> {
  const { input, rules, change } = sending;
  const { city, accountId } = change;
  const open = await transaction.rows(sql`
    select 1 from request
    where city = ${city} and account_id = ${accountId} and status in ('submitted', 'appealed', 'approved')`);
  if (open.length >= rules.openRequestsPerAccount) {
    return refuse('TOO_MANY_REQUESTS_OPEN', { max: rules.openRequestsPerAccount });
  }
  const covered = await findCover(transaction, input, change);
  if (!covered.ok) return covered;
  if (input.evidence.length === 0 && covered.value === null) return refuse('EVIDENCE_NEEDED');
  const id = newId();
  await insertRequest(transaction, id, sending, covered.value);
  const attached = await attachEvidence(transaction, id, input.evidence, rules.evidenceFilesMax, change);
  return attached.ok ? accept(id) : attached;
}

/** The letter that covers today, for an enterprise request that brings no files of its own. */
async function findCover(
  transaction: Queryable,
  { company, evidence }: Input,
  { city, accountId, now }: CallContext,
): Promise<Answer<Cover | null>> {
  if (company === undefined) return accept(null);
  const members = await transaction.rows(sql`
    select 1 from company_member
    where city = ${city} and company_id = ${company} and account_id = ${accountId} for key share`);
  if (members.length === 0) return deny('NOT_FOUND', { field: 'company' });
  if (evidence.length > 0) return accept(null);
  const letter = await letterNow(transaction, city, company, toHallTime(now).date);
  return accept(letter === undefined ? null : { request: letter.request_id, until: letter.letter_until });
}

async function insertRequest(
  transaction: Queryable,
  id: string,
  { sealer, input, party, rules, change }: Sending,
  cover: Cover | null,
): Promise<void> {
  const { city, accountId, now } = change;
  const { kind, reason, hall, company = null, letter } = input;
  const status = cover === null ? 'submitted' : 'approved';
  const statement =
    input.statement === '' ? '' : sealer.seal(input.statement, requestTextContext(id, 'statement'));
  const dueAt = reviewDueAt(await calendarOf(transaction), kind, now, rules);
  const decidedAt = cover === null ? null : now;
  await transaction.rows(sql`
    insert into request (city, id, account_id, kind, reason, hall, status, company_id, statement_sealed, letter_from,
      letter_until, covered_by, submitted_at, due_at, decided_at, expires_at, updated_at)
    values (${city}, ${id}, ${accountId}, ${kind}, ${reason}, ${hall}, ${status}, ${company}, ${statement},
      ${letter?.from ?? null}, ${letter?.until ?? null}, ${cover?.request ?? null}, ${now}, ${dueAt}, ${decidedAt},
      ${cover === null ? null : expiryOf(now, rules, cover.until)}, ${now})`);
  for (const [position, { data, documentBlind, residence, services }] of party.applicants.entries()) {
    const sealed = sealPersonalData(sealer, data, requestPersonContext(id, position));
    await transaction.rows(sql`
      insert into request_person (city, request_id, position, services, document_blind, sealed, residence)
      values (${city}, ${id}, ${position}, ${services}::text[], ${documentBlind}, ${sealed}, ${residence})`);
  }
  await change.audit(`request:${id}`, {
    after: { kind, reason, hall, status, people: party.applicants.length, coveredBy: cover?.request ?? null },
  });
}

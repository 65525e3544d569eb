import type { z } from 'zod';
import type { requests } from '../../contract/requests';
import { accept, refuse } from '../../domain/outcome';
import type { RequestRules } from '../../domain/requests/requestRules';
import type { Queryable } from '../_database/database';
import { requestRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { endEvidence } from '../_evidence/deleteFiles';
import { findEvidence } from '../_evidence/evidenceRows';
import { type GoodFile, tooLarge } from '../_evidence/goodFile';
import { inspectFile, sniffType } from '../_evidence/inspectFile';
import { fileName, newFileKey, sealFile } from '../_evidence/sealedFile';
import { evidencePartContext } from '../_people/contexts';
import { type Answer, deny, lasting } from '../_runtime/answer';
import type { Dependencies } from '../_runtime/dependencies';
import type { CallContext, Change, PreparedWrite, Reading } from '../_runtime/serve';
import { showEvidence } from './showEvidence';

type Input = z.output<typeof requests.uploadEvidence.input>;

/** How an upload stands after a part. */
interface Upload {
  readonly received: number;
  readonly bytes: number;
  readonly keySealed: string;
  readonly stored: boolean;
}

/**
 * Takes one part, in any order and as often as it is sent. The last one to come makes the file whole: it is examined,
 * sealed and kept, or refused with everything of it deleted.
 */
export const uploadEvidence: PreparedWrite<typeof requests.uploadEvidence> = {
  async prepare(dependencies, input, context) {
    const { database } = dependencies;
    if (input.part >= input.parts) return deny('INVALID_INPUT', { field: 'part' });
    const rules = await requestRulesOf(database, context.city);
    const bytes = Buffer.from(input.data, 'base64');
    const bad = refuseFirstPart(input, bytes);
    const taken = bad ?? (await takePart(dependencies, input, bytes, { rules, context }));
    if (!taken.ok) {
      await dropUpload(database, input.evidence, context);
      return taken;
    }
    const { received, stored } = taken.value;
    if (stored) return accept((within) => showStored(within.database, input, context));
    if (received < input.parts) return accept(async () => accept({ received }));
    const good = await writeWhole(dependencies, input, taken.value, { rules, context });
    if (good === 'stored') return accept((within) => showStored(within.database, input, context));
    return good.ok ? accept((within, change) => keep(within, input, good.value, change)) : good;
  },
};

/** What can be seen from the first bytes is said before the rest is sent. */
function refuseFirstPart({ part, parts }: Input, bytes: Buffer): Answer<never> | null {
  if (part > 0) return null;
  if (bytes.length === 0 && parts === 1) return refuse('EVIDENCE_EMPTY');
  return bytes.length >= 8 && sniffType(bytes) === undefined ? refuse('EVIDENCE_TYPE_NOT_ALLOWED') : null;
}

interface Taking {
  readonly rules: RequestRules;
  readonly context: CallContext;
}

function takePart(
  { database, sealer }: Dependencies,
  input: Input,
  bytes: Buffer,
  { rules, context }: Taking,
): Promise<Answer<Upload>> {
  const { evidence: id, part, parts } = input;
  const { city, accountId, now } = context;
  return database.transaction(async (transaction): Promise<Answer<Upload>> => {
    await transaction.rows(sql`
      insert into evidence (city, id, account_id, status, parts, key_sealed, created_at)
      values (${city}, ${id}, ${accountId}, 'uploading', ${parts}, ${newFileKey(sealer, id)}, ${now})
      on conflict (city, id) do nothing`);
    const row = await lockUpload(transaction, input, context);
    if (!row.ok || row.value.status === 'stored') {
      return row.ok ? accept({ received: parts, bytes: 0, keySealed: '', stored: true }) : row;
    }
    await endGivenUp(transaction, context, rules);
    const sealed = sealer.seal(bytes.toString('base64'), evidencePartContext(id, part));
    await transaction.rows(sql`
      insert into evidence_part (city, evidence_id, position, bytes, sealed)
      values (${city}, ${id}, ${part}, ${bytes.length}, ${sealed}) on conflict do nothing`);
    const [sum] = await transaction.rows<{ received: number; bytes: number }>(sql`
      select count(*)::integer as received, sum(bytes)::integer as bytes from evidence_part
      where city = ${city} and evidence_id = ${id}`);
    if (sum === undefined) throw new Error('An upload has no parts.');
    if (sum.bytes > rules.evidenceBytesMax) return tooLarge(rules);
    return accept({ ...sum, keySealed: row.value.key_sealed, stored: false });
  });
}

/** The file's own row, locked, so that its parts are counted one after the other. */
async function lockUpload(
  transaction: Queryable,
  { evidence: id, parts }: Input,
  { city, accountId }: CallContext,
): Promise<Answer<{ status: string; parts: number; key_sealed: string }>> {
  const [row] = await transaction.rows<{ status: string; parts: number; key_sealed: string }>(sql`
    select status, parts, key_sealed from evidence
    where city = ${city} and id = ${id} and account_id = ${accountId} for no key update`);
  if (row === undefined || row.status === 'ended') return deny('NOT_FOUND', { field: 'evidence' });
  return row.parts === parts ? accept(row) : deny('INVALID_INPUT', { field: 'parts' });
}

/**
 * Of the files that no request has taken, keeps twice as many as one may hold: those that came first belong to forms that
 * were given up, and make room for the new one.
 */
async function endGivenUp(
  transaction: Queryable,
  { city, accountId }: CallContext,
  { evidenceFilesMax }: RequestRules,
): Promise<void> {
  const old = await transaction.rows<{ id: string }>(sql`
    select id from evidence
    where city = ${city} and account_id = ${accountId} and request_id is null and status <> 'ended'
    order by created_at desc, id desc offset ${2 * evidenceFilesMax} for no key update skip locked`);
  await endEvidence(
    transaction,
    city,
    old.map(({ id }) => id),
  );
}

/**
 * Examines a file that is whole and writes it. Nothing of a bad one stays. A call that crosses this one may have stored it and
 * deleted its parts meanwhile.
 */
async function writeWhole(
  dependencies: Dependencies,
  input: Input,
  { keySealed }: Upload,
  { rules, context }: Taking,
): Promise<Answer<GoodFile> | 'stored'> {
  const { database, sealer, files } = dependencies;
  const { city } = context;
  const id = input.evidence;
  const rows = await database.rows<{ position: number; sealed: string }>(sql`
    select position, sealed from evidence_part where city = ${city} and evidence_id = ${id} order by position`);
  if (rows.length < input.parts) return 'stored';
  const whole = Buffer.concat(
    rows.map(({ position, sealed }) =>
      Buffer.from(sealer.open(sealed, evidencePartContext(id, position)), 'base64'),
    ),
  );
  const good = await inspectFile(whole, rules);
  if (!good.ok) {
    await dropUpload(database, id, context);
    return good;
  }
  // Two calls that complete a file at once write the same bytes with the same key.
  await files.put(fileName(city, id), sealFile(sealer, good.value.bytes, keySealed, id));
  return good;
}

async function keep({ database }: Reading, input: Input, file: GoodFile, change: Change) {
  const { city } = change;
  await markStored(database, input.evidence, file, change);
  const shown = await showStored(database, input, change);
  if (shown.ok) return shown;
  // Given up while it was written: nobody else would delete it now.
  change.afterCommit(({ files }) => files.remove(fileName(city, input.evidence)));
  return lasting(shown);
}

async function markStored(
  database: Queryable,
  id: string,
  file: GoodFile,
  { city, accountId, audit }: Change,
): Promise<void> {
  const marked = await database.rows(sql`
      update evidence set status = 'stored', media_type = ${file.mediaType}, bytes = ${file.bytes.length},
        pages = ${file.pages ?? null}
      where city = ${city} and id = ${id} and account_id = ${accountId} and status = 'uploading' returning 1`);
  if (marked.length === 0) return;
  await database.rows(sql`
      delete from evidence_part where city = ${city} and evidence_id = ${id}`);
  await audit(`evidence:${id}`, { after: { mediaType: file.mediaType, bytes: file.bytes.length } });
}

async function dropUpload(database: Queryable, id: string, { city, accountId }: CallContext): Promise<void> {
  await database.rows(sql`
    delete from evidence
    where city = ${city} and id = ${id} and account_id = ${accountId} and status = 'uploading'`);
}

async function showStored(database: Queryable, { evidence: id, parts }: Input, context: CallContext) {
  const row = await findEvidence(database, context.city, id);
  return row === undefined || row.account_id !== context.accountId
    ? deny('NOT_FOUND', { field: 'evidence' })
    : accept({ received: parts, evidence: showEvidence(row) });
}

import type { requests } from '../../contract/requests';
import { accept, refuse } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { deleteFiles, endEvidence } from '../_evidence/deleteFiles';
import { findEvidence } from '../_evidence/evidenceRows';
import { openPart } from '../_evidence/openEvidence';
import { deny } from '../_runtime/answer';
import type { Handler, Write } from '../_runtime/serve';

/** Deletes a file that no request has taken, whole or on its way. Deleting what is gone changes nothing. */
export const removeEvidence: Write<typeof requests.removeEvidence> = async (
  { database },
  { evidence: id },
  { city, accountId, audit, afterCommit },
) => {
  const [row] = await database.rows<{ request_id: string | null; status: string }>(sql`
      select request_id, status from evidence
      where city = ${city} and id = ${id} and account_id = ${accountId} for no key update`);
  if (row === undefined) return deny('NOT_FOUND', { field: 'evidence' });
  if (row.request_id !== null) return refuse('EVIDENCE_IN_USE');
  if (row.status !== 'ended') {
    await endEvidence(database, city, [id]);
    await audit(`evidence:${id}`);
  }
  afterCommit((dependencies) => deleteFiles(dependencies, city, [id]));
  return accept({ removed: true as const });
};

/** A part of a file of one's own. */
export const getEvidence: Handler<typeof requests.getEvidence> = async (
  dependencies,
  { evidence, part },
  { city, accountId },
) => {
  const row = await findEvidence(dependencies.database, city, evidence);
  return row === undefined || row.account_id !== accountId
    ? deny('NOT_FOUND', { field: 'evidence' })
    : openPart(dependencies, city, row, part);
};

import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { MediaType } from './goodFile';

/** A file that is whole. */
export interface EvidenceRow {
  readonly id: string;
  readonly account_id: string;
  readonly request_id: string | null;
  readonly media_type: MediaType;
  readonly bytes: number;
  readonly pages: number | null;
  readonly key_sealed: string;
}

/** A whole file by its id; who may see it is for the caller to say. */
export async function findEvidence(
  database: Queryable,
  city: string,
  id: string,
): Promise<EvidenceRow | undefined> {
  const [row] = await database.rows<EvidenceRow>(sql`
    select id, account_id, request_id, media_type, bytes, pages, key_sealed from evidence
    where city = ${city} and id = ${id} and status = 'stored'`);
  return row;
}

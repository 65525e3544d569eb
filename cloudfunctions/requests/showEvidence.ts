import type { EvidenceRow } from '../_evidence/evidenceRows';

/** A file as its owner sees it. */
export function showEvidence({ id, media_type, bytes, pages }: EvidenceRow) {
  return { id, mediaType: media_type, bytes, ...(pages === null ? {} : { pages }) };
}

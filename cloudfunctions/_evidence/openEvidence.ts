import type { z } from 'zod';
import { type evidencePart, PART_BYTES_DOWN } from '../../contract/requests';
import { accept } from '../../domain/outcome';
import { type Answer, deny } from '../_runtime/answer';
import type { Dependencies } from '../_runtime/dependencies';
import type { EvidenceRow } from './evidenceRows';
import { fileName, openFile } from './sealedFile';

/** One part of a file, opened. A file that its storage has lost is not found. */
export async function openPart(
  { files, sealer }: Pick<Dependencies, 'files' | 'sealer'>,
  city: string,
  row: EvidenceRow,
  part: number,
): Promise<Answer<z.input<typeof evidencePart>>> {
  const parts = Math.ceil(row.bytes / PART_BYTES_DOWN);
  if (part >= parts) return deny('NOT_FOUND', { field: 'part' });
  const bytes = await files.get(fileName(city, row.id));
  if (bytes === undefined) return deny('NOT_FOUND', { field: 'evidence' });
  const opened = openFile(sealer, bytes, row.key_sealed, row.id);
  const data = opened.subarray(part * PART_BYTES_DOWN, (part + 1) * PART_BYTES_DOWN).toString('base64');
  return accept({ mediaType: row.media_type, bytes: row.bytes, part, parts, data });
}

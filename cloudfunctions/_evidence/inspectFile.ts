import { type Outcome, refuse } from '../../domain/outcome';
import { type FileLimits, type GoodFile, type MediaType, tooLarge } from './goodFile';
import { inspectJpeg } from './inspectJpeg';
import { beginningOfPdf, inspectPdf } from './inspectPdf';
import { inspectPng } from './inspectPng';

const inspectors = {
  'image/jpeg': inspectJpeg,
  'image/png': inspectPng,
  'application/pdf': inspectPdf,
} satisfies Record<MediaType, (bytes: Buffer, limits: FileLimits) => Promise<Outcome<GoodFile>>>;

/**
 * Whether a file may be kept as evidence. Its type is what its first bytes say: names and claimed types are never
 * looked at. Whatever is not a whole, plain photo or PDF is refused.
 */
export async function inspectFile(bytes: Buffer, limits: FileLimits): Promise<Outcome<GoodFile>> {
  if (bytes.length === 0) return refuse('EVIDENCE_EMPTY');
  if (bytes.length > limits.evidenceBytesMax) return tooLarge(limits);
  const mediaType = sniffType(bytes);
  return mediaType === undefined ? refuse('EVIDENCE_TYPE_NOT_ALLOWED') : inspectors[mediaType](bytes, limits);
}

/** The type that the first bytes show, or undefined for one that is not taken. */
export function sniffType(bytes: Buffer): MediaType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(bytes.subarray(beginningOfPdf(bytes)), PDF_SIGNATURE)) return 'application/pdf';
  return undefined;
}

const PDF_SIGNATURE = [0x25, 0x50, 0x44, 0x46, 0x2d];

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

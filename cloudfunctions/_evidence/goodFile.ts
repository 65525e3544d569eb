import type { mediaTypes } from '../../contract/requests';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import type { RequestRules } from '../../domain/requests/requestRules';

export type MediaType = (typeof mediaTypes)[number];

export type FileLimits = Pick<
  RequestRules,
  'evidenceBytesMax' | 'evidencePixelsMax' | 'evidencePagesMax' | 'evidenceUnpackedBytesMax'
>;

/** A file that may be kept, as it may be kept. */
export interface GoodFile {
  readonly mediaType: MediaType;
  /** A photo loses what tells where and with what it was taken; a PDF stays as it is. */
  readonly bytes: Buffer;
  /** Of a PDF. */
  readonly pages?: number;
}

export function tooLarge({ evidenceBytesMax }: Pick<FileLimits, 'evidenceBytesMax'>) {
  return refuse('EVIDENCE_TOO_LARGE', { megabytes: Math.round(evidenceBytesMax / 100_000) / 10 });
}

/** A picture's sides, when they are no more than the city takes. */
export function decidePixels(
  width: number,
  height: number,
  { evidencePixelsMax }: Pick<FileLimits, 'evidencePixelsMax'>,
): Outcome<null> {
  if (width === 0 || height === 0) return refuse('EVIDENCE_DAMAGED');
  return width * height <= evidencePixelsMax ? accept(null) : refuse('EVIDENCE_TOO_MANY_PIXELS');
}

/** Texts that make a file a page or a script for one reader or another. */
const FOREIGN_TEXT = /<script|<svg|<html|<!doctype|<iframe|<\?php|javascript:|%PDF-|#!\/(bin|usr)/i;
/** How archives and programs begin: ZIP (and every office document), ELF, RAR, 7z. */
const FOREIGN_BYTES = ['504b0304', '7f454c46', '526172211a07', '377abcaf271c'].map((hex) =>
  Buffer.from(hex, 'hex'),
);

/** True for bytes that another kind of reader would take for its own. */
export function holdsForeignContent(bytes: Buffer): boolean {
  return FOREIGN_TEXT.test(bytes.toString('latin1')) || FOREIGN_BYTES.some((start) => bytes.includes(start));
}

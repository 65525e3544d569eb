import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflate } from 'node:zlib';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import { crc32 } from './crc32';
import { decidePixels, type FileLimits, type GoodFile, holdsForeignContent } from './goodFile';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** Length, type, data and checksum. */
  readonly whole: Buffer;
}

const SIGNATURE_BYTES = 8;
/** What draws the picture. Texts, times, places and private chunks are left out of what is kept. */
const KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'pHYs',
  'sBIT',
  'bKGD',
]);

/** A PNG (ISO/IEC 15948): whole, no more than its chunks, and its pixels unpack to exactly its size. */
export async function inspectPng(bytes: Buffer, limits: FileLimits): Promise<Outcome<GoodFile>> {
  const chunks = readChunks(bytes);
  if (!chunks.ok) return chunks;
  const [header] = chunks.value;
  if (header?.type !== 'IHDR' || header.data.length !== 13) return refuse('EVIDENCE_DAMAGED');
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  const size = decidePixels(width, height, limits);
  if (!size.ok) return size;
  if (chunks.value.some(({ type }) => type === 'acTL')) return refuse('EVIDENCE_TYPE_NOT_ALLOWED');
  const others = chunks.value.filter(({ type }) => type !== 'IDAT');
  if (others.some(({ data }) => holdsForeignContent(data))) return refuse('EVIDENCE_MIXED');
  const expected = unpackedBytes(header.data, width, height);
  if (expected === undefined) return refuse('EVIDENCE_DAMAGED');
  const packed = Buffer.concat(chunks.value.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const unpacked = await countUnpacked(packed, expected);
  if (!unpacked.ok) return unpacked;
  const kept = chunks.value.filter(({ type }) => KEPT.has(type)).map(({ whole }) => whole);
  return accept({
    mediaType: 'image/png',
    bytes: Buffer.concat([bytes.subarray(0, SIGNATURE_BYTES), ...kept]),
  });
}

function readChunks(bytes: Buffer): Outcome<Chunk[]> {
  const chunks: Chunk[] = [];
  let place = SIGNATURE_BYTES;
  while (place + 12 <= bytes.length) {
    const end = place + 12 + bytes.readUInt32BE(place);
    if (end > bytes.length) return refuse('EVIDENCE_DAMAGED');
    const whole = bytes.subarray(place, end);
    if (crc32(whole.subarray(4, -4)) !== whole.readUInt32BE(whole.length - 4))
      return refuse('EVIDENCE_DAMAGED');
    const type = whole.toString('latin1', 4, 8);
    chunks.push({ type, data: whole.subarray(8, -4), whole });
    place = end;
    if (type === 'IEND') return place === bytes.length ? accept(chunks) : refuse('EVIDENCE_MIXED');
  }
  return refuse('EVIDENCE_DAMAGED');
}

/** Samples of a pixel by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Bytes of all rows with their filter bytes; undefined for a header that no picture has. Interlacing adds some. */
function unpackedBytes(header: Buffer, width: number, height: number): number | undefined {
  const [depth = 0, colour = 9, compression, filter, interlace = 9] = header.subarray(8);
  const samples = SAMPLES[colour];
  if (samples === undefined || ![1, 2, 4, 8, 16].includes(depth)) return undefined;
  if (compression !== 0 || filter !== 0 || interlace > 1) return undefined;
  const row = (columns: number) => (columns === 0 ? 0 : 1 + Math.ceil((columns * samples * depth) / 8));
  if (interlace === 0) return height * row(width);
  // Adam7: first column, first row, and the steps between, of each of the seven passes.
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const;
  return passes.reduce((sum, [x, y, stepX, stepY]) => {
    const columns = Math.max(0, Math.ceil((width - x) / stepX));
    return sum + Math.max(0, Math.ceil((height - y) / stepY)) * row(columns);
  }, 0);
}

class TooMuch extends Error {}

/** Unpacks without keeping: more than expected is a bomb, less is a file that was cut. */
async function countUnpacked(packed: Buffer, expected: number): Promise<Outcome<null>> {
  let bytes = 0;
  const counter = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > expected ? new TooMuch() : null);
    },
  });
  try {
    await pipeline([packed], createInflate(), counter);
  } catch (error) {
    return refuse(error instanceof TooMuch ? 'EVIDENCE_UNPACKS_TOO_LARGE' : 'EVIDENCE_DAMAGED');
  }
  return bytes === expected ? accept(null) : refuse('EVIDENCE_DAMAGED');
}

import { accept, type Outcome, refuse } from '../../domain/outcome';
import { decidePixels, type FileLimits, type GoodFile, holdsForeignContent } from './goodFile';

interface Segment {
  readonly marker: number;
  /** Without marker and length. */
  readonly data: Buffer;
  /** With the marker; for a scan with its coded picture. */
  readonly whole: Buffer;
}

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const APP0_JFIF = 0xe0;
const APP1_EXIF = 0xe1;
const APP14_ADOBE = 0xee;
const COMMENT = 0xfe;
/** A progressive photo has about ten; thousands of scans over one picture keep a phone busy for minutes. */
const SCANS_MAX = 64;

const isApplication = (marker: number) => marker >= 0xe0 && marker <= 0xef;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/**
 * A JPEG (ITU-T T.81): whole from its start to its end, one picture. What phones write behind it (gain maps of Ultra HDR,
 * second pictures, films of motion photos, makers' trailers) is left out, and with it whatever else may stand there.
 */
export async function inspectJpeg(bytes: Buffer, limits: FileLimits): Promise<Outcome<GoodFile>> {
  const read = readSegments(bytes);
  if (!read.ok) return read;
  const segments = read.value;
  const [frame, ...more] = segments.filter(({ marker }) => isFrame(marker));
  const scans = segments.filter(({ marker }) => marker === START_OF_SCAN);
  const isPicture = more.length === 0 && scans.length > 0;
  if (frame === undefined || frame.data.length < 6 || !isPicture) return refuse('EVIDENCE_DAMAGED');
  const size = decidePixels(frame.data.readUInt16BE(3), frame.data.readUInt16BE(1), limits);
  if (!size.ok) return size;
  if (scans.length > SCANS_MAX) return refuse('EVIDENCE_UNPACKS_TOO_LARGE');
  const notes = segments.filter(({ marker }) => isApplication(marker) || marker === COMMENT);
  if (notes.some(({ data }) => holdsForeignContent(data))) return refuse('EVIDENCE_MIXED');
  return accept({ mediaType: 'image/jpeg', bytes: withoutNotes(segments) });
}

function readSegments(bytes: Buffer): Outcome<Segment[]> {
  const segments: Segment[] = [];
  let place = 2;
  while (place + 2 <= bytes.length && bytes[place] === 0xff) {
    const marker = bytes[place + 1] ?? 0;
    if (marker === END_OF_IMAGE) return accept(segments);
    const end = endOfSegment(bytes, place, marker);
    if (end === undefined) break;
    const whole = bytes.subarray(place, end);
    // A marker may be filled up with further 0xFF before it.
    if (marker !== 0xff) segments.push({ marker, data: whole.subarray(4), whole });
    place = end;
  }
  return refuse('EVIDENCE_DAMAGED');
}

/** Where a segment ends, with the coded picture that follows a start of scan; undefined when the file ends before. */
function endOfSegment(bytes: Buffer, place: number, marker: number): number | undefined {
  if (marker === 0xff) return place + 1;
  if (standsAlone(marker)) return place + 2;
  if (place + 4 > bytes.length) return undefined;
  const length = bytes.readUInt16BE(place + 2);
  const end = place + 2 + length;
  if (length < 2 || end > bytes.length) return undefined;
  return marker === START_OF_SCAN ? endOfCodedPicture(bytes, end) : end;
}

/** The next marker that is neither a stuffed 0xFF nor a restart. */
function endOfCodedPicture(bytes: Buffer, from: number): number | undefined {
  for (let place = bytes.indexOf(0xff, from); place !== -1; place = bytes.indexOf(0xff, place + 1)) {
    const next = bytes[place + 1];
    if (next === undefined) return undefined;
    if (next !== 0 && next !== 0xff && !standsAlone(next)) return place;
  }
  return undefined;
}

/** The photo without comments, places and makers' notes; how it was held stays. */
function withoutNotes(segments: readonly Segment[]): Buffer {
  const orientation = segments.flatMap(({ marker, data }) =>
    marker === APP1_EXIF ? readOrientation(data) : [],
  );
  const kept = segments.filter(
    ({ marker }) =>
      marker !== COMMENT && (!isApplication(marker) || marker === APP0_JFIF || marker === APP14_ADOBE),
  );
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...orientation.slice(0, 1).map(exifWithOrientation),
    ...kept.map(({ whole }) => whole),
    Buffer.from([0xff, END_OF_IMAGE]),
  ]);
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const ORIENTATION_TAG = 0x0112;

/** The one number of the first directory that says how the camera was held, 1 to 8. */
function readOrientation(data: Buffer): number[] {
  const tiff = data.subarray(EXIF.length);
  if (!data.subarray(0, EXIF.length).equals(EXIF) || tiff.length < 10) return [];
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const at16 = (place: number) =>
    place + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(place) : tiff.readUInt16BE(place);
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = Array.from({ length: Math.min(at16(start), 64) }, (_, index) => start + 2 + index * 12);
  const found = entries.find((place) => at16(place) === ORIENTATION_TAG);
  const value = found === undefined ? 0 : at16(found + 8);
  return value >= 1 && value <= 8 ? [value] : [];
}

function exifWithOrientation(value: number): Buffer {
  const tiff = Buffer.from([
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    value,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  const length = 2 + EXIF.length + tiff.length;
  return Buffer.concat([Buffer.from([0xff, APP1_EXIF, length >> 8, length & 0xff]), EXIF, tiff]);
}

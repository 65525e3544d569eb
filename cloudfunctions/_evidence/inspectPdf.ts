import { inflateSync } from 'node:zlib';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import { decidePixels, type FileLimits, type GoodFile } from './goodFile';

interface Stream {
  /** What stands before it, with escaped names written out. */
  readonly dictionary: string;
  readonly body: Buffer;
}

/** Names that act, reach outside or carry something else (ISO 32000-2, 12.6 and 7.11), wherever they stand. */
const ACTS =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|EF|RichMedia|XFA|SubmitForm|ImportData|GoToE|GoToR|Movie|Sound|Rendition|AA)(?![A-Za-z0-9])/;
/** The same among coded bytes, where short names come about by chance. */
const ACTS_AMONG_BYTES =
  /\/(JavaScript|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|Rendition)(?![A-Za-z0-9])/;
/** Packed objects: by their type, or by where the first one begins, which is all that some readers look at. */
const OBJECTS = /\/Type\s*\/ObjStm(?![A-Za-z])|\/First(?![A-Za-z])/;
/** One filter and no second one behind it. */
const PLAIN_FLATE = /\/Filter\s*(\/(FlateDecode|Fl)(?![A-Za-z])|\[\s*\/(FlateDecode|Fl)\s*\])/;
/** The most that the objects of one stream may unpack to: ten pages need some thousand. */
const OBJECT_BYTES = 5_000_000;
/** All streams together may unpack to so many times the most of one: ten pages in colour at 300 dpi are 260 MB. */
const TOGETHER = 6;
/** How far back the dictionary of a stream may begin. */
const DICTIONARY_BYTES = 4_096;

/** Where a PDF begins: some programs write a byte order mark or a line break before it, and readers pass over them. */
export function beginningOfPdf(bytes: Buffer): number {
  return /^(\xef\xbb\xbf)?\s{0,16}/.exec(bytes.toString('latin1', 0, 32))?.[0].length ?? 0;
}

/**
 * A PDF that only shows pages: begins and ends as one, no password, nothing that acts or is attached, no more pages,
 * pixels and unpacked bytes than the city takes. Objects that are packed are unpacked and read as well.
 */
export async function inspectPdf(bytes: Buffer, limits: FileLimits): Promise<Outcome<GoodFile>> {
  const begin = beginningOfPdf(bytes);
  if (!/^%PDF-[12]\.\d/.test(bytes.toString('latin1', begin, begin + 8))) return refuse('EVIDENCE_DAMAGED');
  const ending = decideEnding(bytes);
  if (!ending.ok) return ending;
  const { outside, streams } = splitStreams(bytes);
  const unpacked = unpackObjects(streams, limits.evidenceUnpackedBytesMax);
  if (!unpacked.ok) return unpacked;
  const text = [outside, ...unpacked.value].map(writeOutNames).join('\n');
  const coded = writeOutNames(bytes.toString('latin1'));
  if (/\/Encrypt(?![A-Za-z0-9])/.test(text)) return refuse('EVIDENCE_LOCKED');
  if (ACTS.test(text) || ACTS_AMONG_BYTES.test(coded)) return refuse('EVIDENCE_ACTIVE');
  const pictures = decidePictures(streams, limits);
  return pictures.ok ? decidePages(bytes, countPages(text), limits) : pictures;
}

function decidePages(bytes: Buffer, pages: number, limits: FileLimits): Outcome<GoodFile> {
  if (pages === 0) return refuse('EVIDENCE_DAMAGED');
  if (pages > limits.evidencePagesMax)
    return refuse('EVIDENCE_TOO_MANY_PAGES', { pagesMax: limits.evidencePagesMax });
  return accept({ mediaType: 'application/pdf', bytes, pages });
}

/** The last thing in the file is its end mark: what stands behind it is another file. */
function decideEnding(bytes: Buffer): Outcome<null> {
  const text = bytes.toString('latin1');
  const end = text.lastIndexOf('%%EOF');
  if (end === -1 || !/startxref\s+\d+\s+%%EOF/.test(text)) return refuse('EVIDENCE_DAMAGED');
  return /^[\s\0]*$/.test(text.slice(end + '%%EOF'.length)) ? accept(null) : refuse('EVIDENCE_MIXED');
}

function splitStreams(bytes: Buffer): { outside: string; streams: Stream[] } {
  const text = bytes.toString('latin1');
  const streams: Stream[] = [];
  const outside: string[] = [];
  let place = 0;
  for (const opening of text.matchAll(/>>\s*stream\r?\n/g)) {
    if (opening.index < place) continue;
    const from = opening.index + opening[0].length;
    const found = text.indexOf('endstream', from);
    const to = found === -1 ? text.length : found;
    const before = text.slice(Math.max(place, opening.index - DICTIONARY_BYTES), opening.index);
    streams.push({
      dictionary: writeOutNames(before.slice(before.lastIndexOf(' obj') + 1)),
      body: bytes.subarray(from, to),
    });
    outside.push(text.slice(place, from));
    place = to;
  }
  outside.push(text.slice(place));
  return { outside: outside.join('\n'), streams };
}

/** `/J#61vaScript` is `/JavaScript`. */
function writeOutNames(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const PACKED = /\/(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)(?![A-Za-z])/;

/**
 * Unpacks every packed stream to count it, one at a time: memory is bounded by the largest, time by all of them. Gives the
 * text of those that hold objects.
 */
function unpackObjects(streams: readonly Stream[], bytesMax: number): Outcome<string[]> {
  const objects: string[] = [];
  let left = TOGETHER * bytesMax;
  for (const stream of streams.filter(
    ({ dictionary }) => PACKED.test(dictionary) || OBJECTS.test(dictionary),
  )) {
    const unpacked = unpack(stream, Math.min(left, bytesMax));
    if (!unpacked.ok) return unpacked;
    left -= unpacked.value.length;
    if (OBJECTS.test(stream.dictionary)) objects.push(unpacked.value.toString('latin1'));
  }
  return accept(objects);
}

function unpack(stream: Stream, bytesMax: number): Outcome<Buffer> {
  const holdsObjects = OBJECTS.test(stream.dictionary);
  const unpacked = inflate(stream, holdsObjects ? Math.min(bytesMax, OBJECT_BYTES) : bytesMax);
  if (unpacked === 'too-much') return refuse('EVIDENCE_UNPACKS_TOO_LARGE');
  if (unpacked !== 'unreadable') return accept(unpacked);
  // What cannot be read cannot be called harmless; a damaged picture only shows badly.
  return holdsObjects ? refuse('EVIDENCE_DAMAGED') : accept(Buffer.alloc(0));
}

function inflate({ dictionary, body }: Stream, bytesMax: number): Buffer | 'too-much' | 'unreadable' {
  if (!dictionary.includes('/Filter')) return body;
  // Objects behind a predictor would have to be put together again first; nobody writes them so.
  const predicted = OBJECTS.test(dictionary) && /\/Predictor\s+(?!1\b)\d/.test(dictionary);
  if (!PLAIN_FLATE.test(dictionary) || predicted) return 'unreadable';
  try {
    return inflateSync(body, { maxOutputLength: Math.max(1, bytesMax), finishFlush: 2 });
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-much' : 'unreadable';
  }
}

function decidePictures(streams: readonly Stream[], limits: FileLimits): Outcome<null> {
  for (const { dictionary } of streams) {
    const width = Number(/\/Width\s+(\d+)/.exec(dictionary)?.[1] ?? 0);
    const height = Number(/\/Height\s+(\d+)/.exec(dictionary)?.[1] ?? 0);
    if (width === 0 || height === 0) continue;
    const size = decidePixels(width, height, limits);
    if (!size.ok) return size;
  }
  return accept(null);
}

/** Pages as objects, or as the page tree names them, which may name one page a thousand times: whichever is more. */
function countPages(text: string): number {
  const count = (pattern: RegExp, within: string) => [...within.matchAll(pattern)].length;
  const pages = count(/\/Type\s*\/Page(?![A-Za-z])/g, text);
  const nodes = count(/\/Type\s*\/Pages(?![A-Za-z])/g, text);
  const named = [...text.matchAll(/\/Kids\s*\[([^\][]*)\]/g)].reduce(
    (sum, [, kids = '']) => sum + count(/\d+\s+\d+\s+R/g, kids),
    0,
  );
  return pages === 0 ? 0 : Math.max(pages, named - Math.max(0, nodes - 1));
}

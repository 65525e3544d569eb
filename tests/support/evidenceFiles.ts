import { deflateSync } from 'node:zlib';
import { crc32 } from '../../cloudfunctions/_evidence/crc32';

/** Files as phones and scanners write them, and the parts from which tests build bad ones. */

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

export const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

export function pngHeader(width: number, height: number, depth = 8, colour = 2, interlace = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlace], 8);
  return pngChunk('IHDR', header);
}

export interface PngParts {
  readonly width?: number;
  readonly height?: number;
  /** Chunks between header and picture. */
  readonly notes?: readonly Buffer[];
  /** Unpacked rows; as many as the size says unless given. */
  readonly rows?: Buffer;
}

/** A picture of one colour. */
export function aPng({ width = 4, height = 3, notes = [], rows }: PngParts = {}): Buffer {
  const pixels = rows ?? Buffer.alloc(height * (1 + width * 3));
  const chunks = [pngChunk('IDAT', deflateSync(pixels)), pngChunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([PNG_SIGNATURE, pngHeader(width, height), ...notes, ...chunks]);
}

export function jpegSegment(marker: number, data: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length + 2);
  return Buffer.concat([Buffer.from([0xff, marker]), length, data]);
}

export interface JpegParts {
  readonly width?: number;
  readonly height?: number;
  readonly notes?: readonly Buffer[];
  readonly scans?: number;
  readonly frames?: number;
}

/** The bones of a baseline photo: every segment that one has, with a coded picture of a few bytes. */
export function aJpeg({
  width = 640,
  height = 480,
  notes = [],
  scans = 1,
  frames = 1,
}: JpegParts = {}): Buffer {
  const frame = Buffer.alloc(9);
  frame[0] = 8;
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  frame.set([1, 1, 0x11, 0], 5);
  const scan = Buffer.concat([
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
  ]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...notes,
    jpegSegment(0xdb, Buffer.alloc(65, 1)),
    ...Array.from({ length: frames }, () => jpegSegment(0xc0, frame)),
    jpegSegment(0xc4, Buffer.alloc(20, 0)),
    ...Array.from({ length: scans }, () => scan),
    Buffer.from([0xff, 0xd9]),
  ]);
}

export interface PdfParts {
  readonly pages?: number;
  /** Objects beside the pages, from number 100 on. */
  readonly objects?: readonly (string | Buffer)[];
  /** Entries of the catalogue. */
  readonly catalogue?: string;
  readonly trailer?: string;
  readonly kids?: string;
}

/** A PDF that shows empty pages. */
export function aPdf({ pages = 1, objects = [], catalogue = '', trailer = '', kids }: PdfParts = {}): Buffer {
  const numbers = Array.from({ length: pages }, (_, index) => 10 + index);
  const tree = kids ?? numbers.map((number) => `${number} 0 R`).join(' ');
  const parts = [
    '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n',
    `1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalogue} >>\nendobj\n`,
    `2 0 obj\n<< /Type /Pages /Kids [${tree}] /Count ${pages} >>\nendobj\n`,
    ...numbers.map(
      (number) => `${number} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n`,
    ),
    ...objects.map((object, index) =>
      Buffer.concat([latin(`${100 + index} 0 obj\n`), latin(object), latin('\nendobj\n')]),
    ),
    `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 200 ${trailer} >>\nstartxref\n9\n%%EOF\n`,
  ];
  return Buffer.concat(parts.map(latin));
}

/** A stream object; packed unless told otherwise. */
export function pdfStream(body: string | Buffer, dictionary = '', packed = true): Buffer {
  const bytes = packed ? deflateSync(latin(body)) : latin(body);
  const filter = packed ? '/Filter /FlateDecode' : '';
  return Buffer.concat([
    latin(`<< /Length ${bytes.length} ${filter} ${dictionary} >>\nstream\n`),
    bytes,
    latin('\nendstream'),
  ]);
}

function latin(text: string | Buffer): Buffer {
  return typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
}

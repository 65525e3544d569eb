import { deflateSync, gzipSync } from 'node:zlib';
import { PART_BYTES_UP } from '../../contract/requests';
import {
  aJpeg,
  aPdf,
  aPng,
  jpegSegment,
  type PdfParts,
  PNG_SIGNATURE,
  pdfStream,
  pngChunk,
  pngHeader,
} from '../../tests/support/evidenceFiles';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { memoryStorage } from '../../tests/support/memoryStorage';
import { type Citizen, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';

let database: Database;
let service: Service;
let wang: Citizen;
const files = memoryStorage();

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, '2026-11-24T09:00:00+08:00', { files });
  wang = await service.citizen('wang');
});
afterAll(() => database.close());

/** Sends a file as a phone does, and gives the last answer. */
async function upload(bytes: Buffer, evidence = newId()) {
  const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES_UP));
  for (let part = 0; ; part += 1) {
    const data = bytes.subarray(part * PART_BYTES_UP, (part + 1) * PART_BYTES_UP).toString('base64');
    const reply = await wang.reply('requests', 'uploadEvidence', { evidence, part, parts, data });
    if (!reply.ok || part === parts - 1) return reply;
  }
}

const text = (content: string) => Buffer.from(content, 'latin1');
const comment = (content: string) => jpegSegment(0xfe, text(content));
const pdf = (...objects: NonNullable<PdfParts['objects']>) => aPdf({ objects });
const withAction = (catalogue: string) => aPdf({ catalogue });
const packedObjects = (content: string, dictionary = '') =>
  pdf(pdfStream(`200 0 ${content}`, `/Type /ObjStm /N 1 /First 6 ${dictionary}`));

const hostile: readonly (readonly [string, string, () => Buffer])[] = [
  ['an empty file', 'EVIDENCE_EMPTY', () => Buffer.alloc(0)],
  ['zeros', 'EVIDENCE_TYPE_NOT_ALLOWED', () => Buffer.alloc(4_096)],
  ['a plain text', 'EVIDENCE_TYPE_NOT_ALLOWED', () => text('I am a photo, believe me.')],
  ['a web page', 'EVIDENCE_TYPE_NOT_ALLOWED', () => text('<!doctype html><script>alert(1)</script>')],
  [
    'an SVG with a script',
    'EVIDENCE_TYPE_NOT_ALLOWED',
    () => text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  ],
  [
    'XML with an entity that grows',
    'EVIDENCE_TYPE_NOT_ALLOWED',
    () => text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'),
  ],
  ['a shell script', 'EVIDENCE_TYPE_NOT_ALLOWED', () => text('#!/bin/sh\nrm -rf /\n')],
  ['a Windows program', 'EVIDENCE_TYPE_NOT_ALLOWED', () => Buffer.concat([text('MZ'), Buffer.alloc(200)])],
  ['a Linux program', 'EVIDENCE_TYPE_NOT_ALLOWED', () => Buffer.concat([text('\x7fELF'), Buffer.alloc(200)])],
  [
    'a ZIP archive, or an office document',
    'EVIDENCE_TYPE_NOT_ALLOWED',
    () => Buffer.concat([text('PK\x03\x04'), Buffer.alloc(200)]),
  ],
  ['a gzip archive', 'EVIDENCE_TYPE_NOT_ALLOWED', () => gzipSync(Buffer.alloc(10_000))],
  ['a RAR archive', 'EVIDENCE_TYPE_NOT_ALLOWED', () => text('Rar!\x1a\x07\x01\0________')],
  ['a GIF', 'EVIDENCE_TYPE_NOT_ALLOWED', () => text('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff;')],
  ['a WebP', 'EVIDENCE_TYPE_NOT_ALLOWED', () => text('RIFF\x24\0\0\0WEBPVP8 ')],
  ['a HEIC', 'EVIDENCE_TYPE_NOT_ALLOWED', () => text('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
  ['a TIFF', 'EVIDENCE_TYPE_NOT_ALLOWED', () => text('II*\0\x08\0\0\0\0\0')],
  ['PostScript', 'EVIDENCE_TYPE_NOT_ALLOWED', () => text('%!PS-Adobe-3.0\nshowpage\n')],
  ['a PDF that begins later', 'EVIDENCE_TYPE_NOT_ALLOWED', () => Buffer.concat([text('GIF89a__'), aPdf()])],
  ['a file over the limit', 'EVIDENCE_TOO_LARGE', () => Buffer.concat([aJpeg(), Buffer.alloc(2_000_001)])],

  ['a PNG cut in the middle', 'EVIDENCE_DAMAGED', () => aPng().subarray(0, 60)],
  ['a PNG without its end', 'EVIDENCE_DAMAGED', () => aPng().subarray(0, -12)],
  [
    'a PNG with a byte changed',
    'EVIDENCE_DAMAGED',
    () => Buffer.from(aPng().map((byte, index) => (index === 45 ? byte ^ 1 : byte))),
  ],
  ['a PNG of its signature only', 'EVIDENCE_DAMAGED', () => PNG_SIGNATURE],
  [
    'a PNG whose chunk says it is longer than the file',
    'EVIDENCE_DAMAGED',
    () => Buffer.concat([PNG_SIGNATURE, text('\xff\xff\xff\xf0IHDR'), Buffer.alloc(40)]),
  ],
  ['a PNG without a size', 'EVIDENCE_DAMAGED', () => aPng({ width: 0, rows: Buffer.alloc(3) })],
  ['a PNG with less picture than it says', 'EVIDENCE_DAMAGED', () => aPng({ rows: Buffer.alloc(5) })],
  [
    'a PNG with a colour type that no picture has',
    'EVIDENCE_DAMAGED',
    () =>
      Buffer.concat([
        PNG_SIGNATURE,
        pngHeader(4, 3, 8, 7),
        pngChunk('IDAT', deflateSync(Buffer.alloc(39))),
        pngChunk('IEND', Buffer.alloc(0)),
      ]),
  ],
  [
    'a PNG bomb of 60,000 by 60,000',
    'EVIDENCE_TOO_MANY_PIXELS',
    () => aPng({ width: 60_000, height: 60_000, rows: Buffer.alloc(10) }),
  ],
  [
    'a PNG bomb that unpacks to far more than its size',
    'EVIDENCE_UNPACKS_TOO_LARGE',
    () => aPng({ rows: Buffer.alloc(50_000_000) }),
  ],
  [
    'a PNG that moves',
    'EVIDENCE_TYPE_NOT_ALLOWED',
    () => aPng({ notes: [pngChunk('acTL', Buffer.alloc(8))] }),
  ],
  [
    'a PNG with a page in its text',
    'EVIDENCE_MIXED',
    () => aPng({ notes: [pngChunk('tEXt', text('Comment\0<script>alert(1)</script>'))] }),
  ],
  [
    'a PNG that is a ZIP as well',
    'EVIDENCE_MIXED',
    () => Buffer.concat([aPng(), text('PK\x03\x04'), Buffer.alloc(60)]),
  ],
  [
    'a PNG with PHP in a private chunk',
    'EVIDENCE_MIXED',
    () => aPng({ notes: [pngChunk('prVt', text('<?php system($_GET[0]); ?>'))] }),
  ],

  ['a JPEG cut in the middle', 'EVIDENCE_DAMAGED', () => aJpeg().subarray(0, 120)],
  ['a JPEG without its end', 'EVIDENCE_DAMAGED', () => aJpeg().subarray(0, -2)],
  ['a JPEG of three bytes', 'EVIDENCE_DAMAGED', () => text('\xff\xd8\xff')],
  ['a JPEG without a picture', 'EVIDENCE_DAMAGED', () => text('\xff\xd8\xff\xd9')],
  ['a JPEG with two frames', 'EVIDENCE_DAMAGED', () => aJpeg({ frames: 2 })],
  [
    'a JPEG bomb of 65,000 by 65,000',
    'EVIDENCE_TOO_MANY_PIXELS',
    () => aJpeg({ width: 65_000, height: 65_000 }),
  ],
  ['a JPEG with a thousand scans', 'EVIDENCE_UNPACKS_TOO_LARGE', () => aJpeg({ scans: 1_000 })],
  [
    'a JPEG with a script in its comment',
    'EVIDENCE_MIXED',
    () => aJpeg({ notes: [comment('<script src=//evil>')] }),
  ],
  ['a JPEG that is a PDF as well', 'EVIDENCE_MIXED', () => aJpeg({ notes: [comment('%PDF-1.4\n1 0 obj')] })],
  [
    'a JPEG with PHP in its notes',
    'EVIDENCE_MIXED',
    () => aJpeg({ notes: [jpegSegment(0xe1, text('Exif\0\0<?php eval(1);'))] }),
  ],

  ['a PDF cut in the middle', 'EVIDENCE_DAMAGED', () => aPdf().subarray(0, 150)],
  ['a PDF of its first line', 'EVIDENCE_DAMAGED', () => text('%PDF-1.7\n')],
  [
    'a PDF with a version that does not exist',
    'EVIDENCE_DAMAGED',
    () => Buffer.concat([text('%PDF-9.'), aPdf().subarray(7)]),
  ],
  ['a PDF without pages', 'EVIDENCE_DAMAGED', () => aPdf({ pages: 0 })],
  [
    'a PDF with a program behind it',
    'EVIDENCE_MIXED',
    () => Buffer.concat([aPdf(), text('PK\x03\x04 and so on')]),
  ],
  [
    'a PDF with a script when it opens',
    'EVIDENCE_ACTIVE',
    () => withAction('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'),
  ],
  [
    'a PDF whose script has an escaped name',
    'EVIDENCE_ACTIVE',
    () => withAction('/OpenAction << /S /J#61vaScr#69pt /#4AS (1) >>'),
  ],
  [
    'a PDF with a script in a packed object',
    'EVIDENCE_ACTIVE',
    () => packedObjects('<< /S /JavaScript /JS (app.alert(1)) >>'),
  ],
  [
    'a PDF whose packed objects have an escaped type',
    'EVIDENCE_ACTIVE',
    () => pdf(pdfStream('200 0 << /S /Launch >>', '/Type /Obj#53tm /N 1 /First 6')),
  ],
  [
    'a PDF with packed objects that cannot be read',
    'EVIDENCE_DAMAGED',
    () => pdf(pdfStream('x', '/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]', false)),
  ],
  [
    'a PDF with a script hidden in what looks like a stream',
    'EVIDENCE_ACTIVE',
    () => pdf('(>>\nstream\n)', '<< /S /JavaScript /JS (1) >>'),
  ],
  [
    'a PDF that starts a program',
    'EVIDENCE_ACTIVE',
    () => withAction('/OpenAction << /S /Launch /F (cmd.exe) >>'),
  ],
  [
    'a PDF with a file inside',
    'EVIDENCE_ACTIVE',
    () => withAction('/Names << /EmbeddedFiles << /Names [(a.exe) 9 0 R] >> >>'),
  ],
  [
    'a PDF that sends a form',
    'EVIDENCE_ACTIVE',
    () => withAction('/OpenAction << /S /SubmitForm /F (https://evil) >>'),
  ],
  [
    'a PDF that opens another',
    'EVIDENCE_ACTIVE',
    () => withAction('/OpenAction << /S /GoToR /F (\\\\\\\\evil\\\\share) >>'),
  ],
  ['a PDF with a film', 'EVIDENCE_ACTIVE', () => pdf('<< /Type /Annot /Subtype /RichMedia >>')],
  ['a PDF with an XFA form', 'EVIDENCE_ACTIVE', () => withAction('/AcroForm << /XFA 9 0 R >>')],
  ['a PDF with actions on its pages', 'EVIDENCE_ACTIVE', () => withAction('/AA << /WC 9 0 R >>')],
  ['a PDF with a password', 'EVIDENCE_LOCKED', () => aPdf({ trailer: '/Encrypt 9 0 R' })],
  ['a PDF of eleven pages', 'EVIDENCE_TOO_MANY_PAGES', () => aPdf({ pages: 11 })],
  [
    'a PDF that shows one page five hundred times',
    'EVIDENCE_TOO_MANY_PAGES',
    () => aPdf({ kids: '10 0 R '.repeat(500) }),
  ],
  [
    'a PDF with a script in packed objects that do not say what they are',
    'EVIDENCE_ACTIVE',
    () => pdf(pdfStream('200 0 << /S /JavaScript /JS (1) >>', '/N 1 /First 6')),
  ],
  [
    'a PDF with objects packed twice',
    'EVIDENCE_DAMAGED',
    () => pdf(pdfStream(deflateSync('x'), '/Type /ObjStm /Filter [/FlateDecode /ASCIIHexDecode]', false)),
  ],
  [
    'a PDF that opens a list two hundred thousand times',
    'EVIDENCE_DAMAGED',
    () => aPdf({ pages: 0, objects: ['/Kids ['.repeat(200_000)] }),
  ],
  ['a PDF bomb among its objects', 'EVIDENCE_UNPACKS_TOO_LARGE', () => packedObjects(' '.repeat(6_000_000))],
  ['a PDF bomb', 'EVIDENCE_UNPACKS_TOO_LARGE', () => pdf(pdfStream(Buffer.alloc(60_000_000)))],
  [
    'a PDF of many bombs, each within the bound of one',
    'EVIDENCE_UNPACKS_TOO_LARGE',
    () => pdf(...Array.from({ length: 7 }, () => pdfStream(Buffer.alloc(49_000_000)))),
  ],
  [
    'a PDF with a picture of 50,000 by 50,000',
    'EVIDENCE_TOO_MANY_PIXELS',
    () => pdf(pdfStream('x', '/Subtype /Image /Width 50000 /Height 50000 /Filter /DCTDecode', false)),
  ],
];

describe('hostile files', () => {
  it.each(hostile)('%s is refused with %s, and nothing of it stays', async (_what, code, make) => {
    const reply = await upload(make());

    expect(reply).toMatchObject({ ok: false, error: { code } });
    const [rows] = await database.rows<{ files: number; parts: number }>(sql`
      select (select count(*)::integer from evidence) as files, (select count(*)::integer from evidence_part) as parts`);
    expect(rows).toEqual({ files: 0, parts: 0 });
    expect([...files.kept.keys()]).toEqual([]);
  });

  it('are of at least thirty kinds, and every code of evidence is said', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(30);
    expect(new Set(hostile.map(([, code]) => code)).size).toBe(10);
  });
});

/** What stands behind a picture and is none. */
const film = Buffer.alloc(2_000, 0x5a);

/** A PDF of scanned pages, each of so many bytes once unpacked. */
function scans(pages: number, bytes: number): Buffer {
  const picture = pdfStream(Buffer.alloc(bytes, 0xfe), '/Subtype /Image /Width 2480 /Height 3508');
  return aPdf({ pages, objects: Array.from({ length: pages }, () => picture) });
}

describe('good files', () => {
  const exif = jpegSegment(
    0xe1,
    Buffer.concat([
      text('Exif\0\0MM\0*\0\0\0\x08\0\x02'),
      Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]),
      Buffer.from([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 99]),
      text('\0\0\0\0GPS 30.27N 120.15E'),
    ]),
  );

  it.each([
    ['a photo', aJpeg(), 'image/jpeg'],
    ['a photo that a camera filled up', Buffer.concat([aJpeg(), Buffer.alloc(512)]), 'image/jpeg'],
    ['a photo with a line break behind it', Buffer.concat([aJpeg(), text('\r\n')]), 'image/jpeg'],
    [
      'an Ultra HDR photo with its gain map',
      Buffer.concat([aJpeg(), aJpeg({ width: 8, height: 6 })]),
      'image/jpeg',
    ],
    ['a multi-picture photo', Buffer.concat([aJpeg(), aJpeg(), Buffer.alloc(64), aJpeg()]), 'image/jpeg'],
    [
      'a motion photo',
      Buffer.concat([aJpeg(), text('\0\0\0\x18ftypmp42\0\0\0\0isommp42'), film]),
      'image/jpeg',
    ],
    [
      'a photo with a maker’s trailer',
      Buffer.concat([aJpeg(), text('MotionPhoto_Data'), film, text('SEFT')]),
      'image/jpeg',
    ],
    ['ten grey pages as a scanner makes them', scans(10, 8_700_000), 'application/pdf'],
    ['two pages in colour', scans(2, 26_000_000), 'application/pdf'],
    ['a PDF behind a byte order mark', Buffer.concat([text('\xef\xbb\xbf'), aPdf()]), 'application/pdf'],
    ['a PDF behind a line break', Buffer.concat([text('\r\n'), aPdf()]), 'application/pdf'],
    ['a picture', aPng({ width: 300, height: 200 }), 'image/png'],
    ['a PDF', aPdf({ pages: 3 }), 'application/pdf'],
    [
      'a PDF with packed objects and a scanned page',
      pdf(pdfStream('200 0 << /Length 3 >>', '/Type /ObjStm /N 1 /First 6'), pdfStream('BT ET')),
      'application/pdf',
    ],
    [
      'a photo of several parts',
      aJpeg({ notes: Array.from({ length: 20 }, () => jpegSegment(0xe2, Buffer.alloc(10_000, 7))) }),
      'image/jpeg',
    ],
  ])('%s is taken by its content', async (_what, bytes, mediaType) => {
    expect(await upload(bytes)).toMatchObject({ ok: true, data: { evidence: { mediaType } } });
  });

  it.each([
    ['a film', Buffer.concat([text('\0\0\0\x18ftypmp42'), film])],
    ['a program', text('MZ\x90\0 and what it does')],
    ['an archive', Buffer.concat([text('PK\x03\x04'), film])],
    ['a page', text('<script>alert(1)</script>')],
    ['a second picture', aJpeg({ notes: [comment('the second one')] })],
  ])('keeps the photo and nothing of %s behind it', async (_what, behind) => {
    const id = newId();
    await upload(Buffer.concat([aJpeg(), behind]), id);
    const { data } = await wang.get<{ data: string }>('requests', 'getEvidence', { evidence: id });
    expect(Buffer.from(data, 'base64').equals(aJpeg())).toBe(true);
  });

  it('a photo loses its place and keeps the way it was held', async () => {
    const id = newId();
    await upload(aJpeg({ notes: [exif, comment('at home')] }), id);
    const { data } = await wang.get<{ data: string }>('requests', 'getEvidence', { evidence: id });
    const kept = Buffer.from(data, 'base64').toString('latin1');

    expect(kept).not.toMatch(/GPS|at home/);
    expect(kept).toContain('\x01\x12\0\x03\0\0\0\x01\0\x06');
  });

  it('is sealed where it is kept', () => {
    expect(files.kept.size).toBeGreaterThan(5);
    for (const bytes of files.kept.values()) {
      expect(bytes.toString('latin1')).not.toMatch(/JFIF|IHDR|%PDF|obj/);
    }
  });
});

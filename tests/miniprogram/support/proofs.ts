import { aPdf, aPng } from '../../support/evidenceFiles';

/** A photo of so many sides that it takes several parts to send: noise does not compress. */
export function aPhotoToChoose(name = 'proof.png') {
  const [width, height] = [200, 200];
  let seed = 7;
  const noise = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed >> 16;
  };
  const rows = Buffer.from(
    Array.from({ length: height * (width * 3 + 1) }, (_, index) =>
      index % (width * 3 + 1) === 0 ? 0 : noise() & 0xff,
    ),
  );
  return { name, content: aPng({ width, height, rows }).toString('base64') };
}

export function aDocumentToChoose(name = 'letter.pdf') {
  return { name, content: aPdf({ pages: 2 }).toString('base64') };
}

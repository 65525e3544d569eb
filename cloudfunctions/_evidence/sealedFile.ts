import { randomBytes } from 'node:crypto';
import { evidenceContext } from '../_people/contexts';
import { cipherOf, type Sealer } from '../_runtime/sealing';

/** The cloud's place of a file. */
export function fileName(city: string, id: string): string {
  return `${city}/${id}`;
}

/**
 * A new key for one file, sealed for its row. When the ring's key changes only this is sealed anew; when it is deleted,
 * whatever copy of the file is left anywhere stays closed.
 */
export function newFileKey(sealer: Sealer, id: string): string {
  // The national algorithms where the ring uses them.
  const name = sealer.currentKeyId.startsWith('sm4-') ? 'sm4-file' : 'file';
  return sealer.seal(`${name}:${randomBytes(32).toString('base64')}`, evidenceContext(id));
}

/** Seals a file with the key of its row. */
export function sealFile(sealer: Sealer, bytes: Buffer, keySealed: string, id: string): Buffer {
  const { cipher, key } = openKey(sealer, keySealed, id);
  return cipher.seal(key, bytes, evidenceContext(id));
}

/** Throws when a byte was altered, or the file belongs to another row. */
export function openFile(sealer: Sealer, bytes: Buffer, keySealed: string, id: string): Buffer {
  const { cipher, key } = openKey(sealer, keySealed, id);
  return cipher.open(key, bytes, evidenceContext(id));
}

function openKey(sealer: Sealer, keySealed: string, id: string) {
  const [name = '', key = ''] = sealer.open(keySealed, evidenceContext(id)).split(':');
  return { cipher: cipherOf(name), key: Buffer.from(key, 'base64') };
}

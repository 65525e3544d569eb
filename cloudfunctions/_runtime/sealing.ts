import { createHmac } from 'node:crypto';
import { aes256Gcm, type Cipher, offersSm4, sm4CtrHmacSm3 } from './ciphers';

/** Keys that seal personal data at rest. The first seals; all of them open, so that keys can be changed. */
export interface KeyRing {
  readonly sealing: readonly SealingKey[];
  /** Makes the blind index; never changed without re-indexing. */
  readonly blind: Buffer;
}

export interface SealingKey {
  /** One that begins with `sm4-` seals with SM4 and SM3; every other one with AES-256-GCM. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

export interface Sealer {
  /** `context` binds the text to its place (table and row): elsewhere it does not open. */
  seal(text: string, context: string): string;
  /** Throws when the text was altered, moved or sealed with an unknown key. */
  open(sealed: string, context: string): string;
  /** HMAC-SHA-256: finds the same value again without telling it (a plain hash of 18 digits can be guessed). */
  blind(value: string): string;
  /** The key with which everything is sealed now: what begins with another id is waiting to be sealed anew. */
  readonly currentKeyId: string;
}

export function createSealer(ring: KeyRing): Sealer {
  const [current] = ring.sealing;
  if (current === undefined) throw new Error('The key ring has no sealing key.');
  const keys = new Map(ring.sealing.map(({ id, key }) => [id, { key, cipher: cipherOf(id) }]));

  const cipher = cipherOf(current.id);

  const openWith = (id: string, sealed: Buffer, context: string) => {
    const found = keys.get(id);
    if (found === undefined) throw new Error('Sealed with a key that is not on the ring.');
    return found.cipher.open(found.key, sealed, context);
  };

  return {
    currentKeyId: current.id,
    seal(text, context) {
      const sealed = cipher.seal(current.key, Buffer.from(text, 'utf8'), context);
      return `${current.id}.${sealed.toString('base64url')}`;
    },
    open(sealed, context) {
      const [id = '', body = ''] = sealed.split('.');
      return openWith(id, Buffer.from(body, 'base64url'), context).toString('utf8');
    },
    blind: (value) => createHmac('sha256', ring.blind).update(value).digest('base64url'),
  };
}

/** The cipher that a key's id names. */
export function cipherOf(keyId: string): Cipher {
  if (!keyId.startsWith('sm4-')) return aes256Gcm;
  if (!offersSm4()) throw new Error('This Node has no SM4: use a key whose id does not begin with sm4-.');
  return sm4CtrHmacSm3;
}

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Keys that seal personal data at rest. The first seals; all of them open, so that keys can be changed. */
export interface KeyRing {
  readonly sealing: readonly SealingKey[];
  /** Makes the blind index; never changed without re-indexing. */
  readonly blind: Buffer;
}

export interface SealingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

export interface Sealer {
  /** AES-256-GCM. `context` binds the text to its place (table and row): elsewhere it does not open. */
  seal(text: string, context: string): string;
  /** Throws when the text was altered, moved or sealed with an unknown key. */
  open(sealed: string, context: string): string;
  /** HMAC-SHA-256: finds the same value again without telling it (a plain hash of 18 digits can be guessed). */
  blind(value: string): string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createSealer(ring: KeyRing): Sealer {
  const [current] = ring.sealing;
  if (current === undefined) throw new Error('The key ring has no sealing key.');
  const keys = new Map(ring.sealing.map(({ id, key }) => [id, key]));

  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${current.id}.${sealed.toString('base64url')}`;
    },
    open(sealed, context) {
      const [id = '', body = ''] = sealed.split('.');
      const key = keys.get(id);
      if (key === undefined) throw new Error('Sealed with a key that is not on the ring.');
      const bytes = Buffer.from(body, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES)).setAAD(
        Buffer.from(context),
      );
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return (
        decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    },
    blind: (value) => createHmac('sha256', ring.blind).update(value).digest('base64url'),
  };
}

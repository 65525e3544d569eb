import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  getCiphers,
  getHashes,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Authenticated encryption, bound to a context. The answer holds all that opening needs but the key. */
export interface Cipher {
  seal(key: Buffer, plain: Buffer, context: string): Buffer;
  /** Throws when a byte was altered, or the context or the key is another one. */
  open(key: Buffer, sealed: Buffer, context: string): Buffer;
}

const TAG_BYTES = 16;
const GCM_IV_BYTES = 12;

/** Random bytes are drawn for this many nonces at once: a draw costs as much as sealing a name. */
const NONCES_DRAWN = 256;

let drawn: Buffer = Buffer.alloc(0);

/** 96 random bits that are given to nobody else. */
function nextNonce(): Buffer {
  if (drawn.length < GCM_IV_BYTES) drawn = randomBytes(NONCES_DRAWN * GCM_IV_BYTES);
  const nonce = drawn.subarray(0, GCM_IV_BYTES);
  drawn = drawn.subarray(GCM_IV_BYTES);
  return nonce;
}

/** AES-256-GCM with a random 96-bit nonce. */
export const aes256Gcm: Cipher = {
  seal(key, plain, context) {
    const iv = nextNonce();
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open(key, sealed, context) {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, GCM_IV_BYTES));
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG_BYTES));
    const body = sealed.subarray(GCM_IV_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  },
};

const CTR_IV_BYTES = 16;
const MAC_BYTES = 32;

/**
 * SM4 in counter mode, then HMAC-SM3 over context, nonce and text, for those who must use the national algorithms
 * (GB/T 32907, GB/T 32905). OpenSSL in Node has no SM4-GCM. The 32 bytes of the key are 16 for each of the two.
 */
export const sm4CtrHmacSm3: Cipher = {
  seal(key, plain, context) {
    const iv = randomBytes(CTR_IV_BYTES);
    const cipher = createCipheriv('sm4-ctr', key.subarray(0, 16), iv);
    const body = Buffer.concat([iv, cipher.update(plain), cipher.final()]);
    return Buffer.concat([body, sm3Mac(key, body, context)]);
  },
  open(key, sealed, context) {
    const body = sealed.subarray(0, -MAC_BYTES);
    if (!timingSafeEqual(sm3Mac(key, body, context), sealed.subarray(-MAC_BYTES)))
      throw new Error('A sealed text was altered or moved.');
    const decipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), body.subarray(0, CTR_IV_BYTES));
    return Buffer.concat([decipher.update(body.subarray(CTR_IV_BYTES)), decipher.final()]);
  },
};

function sm3Mac(key: Buffer, body: Buffer, context: string): Buffer {
  const bound = Buffer.from(context);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bound.length);
  return createHmac('sm3', key.subarray(16)).update(length).update(bound).update(body).digest();
}

/** True where this build of Node brings the national algorithms. */
export function offersSm4(): boolean {
  return getCiphers().includes('sm4-ctr') && getHashes().includes('sm3');
}

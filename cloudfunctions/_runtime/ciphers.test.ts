import { createCipheriv, createHash } from 'node:crypto';
import fc from 'fast-check';
import { createSealer } from './sealing';

const key = (fill: number) => Buffer.alloc(32, fill);
const blind = key(9);
const old = { id: 's1', key: key(1) };

describe.each([['s2'], ['sm4-2026']])('sealing with key %s', (id) => {
  const sealer = createSealer({ sealing: [{ id, key: key(2) }, old], blind });

  it('opens what it sealed, in its place, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        expect(sealer.open(sealer.seal(text, context), context)).toBe(Buffer.from(text).toString());
      }),
    );
  });

  it('does not open elsewhere, nor after any bit has changed', () => {
    const sealed = sealer.seal('11010519491231002X', 'person:1');
    const [prefix = '', body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');

    expect(() => sealer.open(sealed, 'person:2')).toThrow();
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(() => sealer.open(`${prefix}.${altered.toString('base64url')}`, 'person:1')).toThrow();
    }
  });

  it('never seals the same text to the same bytes, and says which key it took', () => {
    expect(sealer.seal('a', 'b')).not.toBe(sealer.seal('a', 'b'));
    expect(sealer.seal('a', 'b').startsWith(`${id}.`)).toBe(true);
    expect(sealer.currentKeyId).toBe(id);
  });

  it('opens what an older key of the ring sealed, and not what a key outside it did', () => {
    const before = createSealer({ sealing: [old], blind });
    const stranger = createSealer({ sealing: [{ id: 's9', key: key(7) }], blind });

    expect(sealer.open(before.seal('text', 'place'), 'place')).toBe('text');
    expect(() => sealer.open(stranger.seal('text', 'place'), 'place')).toThrow(/not on the ring/);
  });
});

describe('the national algorithms of this Node', () => {
  it('give the sample of GB/T 32907 and of GB/T 32905', () => {
    const sample = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    const cipher = createCipheriv('sm4-ecb', sample, null).setAutoPadding(false);

    expect(cipher.update(sample).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });
});

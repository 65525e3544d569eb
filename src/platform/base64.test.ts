import { bytesOfBase64, joinBase64, partOfBase64 } from './base64';

const file = Buffer.from(Array.from({ length: 100 }, (_, index) => (index * 37) % 256));

describe('a file in base64', () => {
  it.each([3, 30, 45, 99, 102])('comes apart in parts of %i bytes, and together again', (length) => {
    const whole = file.toString('base64');
    const offsets = Array.from({ length: Math.ceil(file.length / length) }, (_, part) => part * length);
    const parts = offsets.map((offset) => partOfBase64(whole, offset, length));

    expect(parts).toEqual(offsets.map((offset) => file.subarray(offset, offset + length).toString('base64')));
    expect(joinBase64(parts)).toBe(whole);
  });

  it('is as long as its bytes are', () => {
    for (let bytes = 0; bytes < 10; bytes += 1)
      expect(bytesOfBase64(Buffer.alloc(bytes).toString('base64'))).toBe(bytes);
  });

  it('does not go together from parts that end anywhere', () => {
    expect(() => joinBase64(['AA==', 'AAAA'])).toThrow();
  });
});

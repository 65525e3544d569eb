import { randomBytes } from 'node:crypto';
import { createSealer } from './sealing';

const key = (id: string) => ({ id, key: randomBytes(32) });
const blind = randomBytes(32);

describe('sealing', () => {
  const [first, second] = [key('s1'), key('s2')];
  const sealer = createSealer({ sealing: [first], blind });

  it('opens what it sealed, and never seals the same way twice', () => {
    const [one, two] = [sealer.seal('王小明', 'person:1'), sealer.seal('王小明', 'person:1')];

    expect(sealer.open(one, 'person:1')).toBe('王小明');
    expect(one).not.toBe(two);
  });

  it('does not open what was altered, moved to another row or sealed with an unknown key', () => {
    const sealed = sealer.seal('secret', 'person:1');
    const altered = sealed.replace(/.{3}$/, (end) => (end === 'AAA' ? 'BBB' : 'AAA'));

    expect(() => sealer.open(altered, 'person:1')).toThrow();
    expect(() => sealer.open(sealed, 'person:2')).toThrow();
    expect(() => createSealer({ sealing: [second], blind }).open(sealed, 'person:1')).toThrow(/ring/);
    expect(() => sealer.open('', 'person:1')).toThrow();
  });

  it('still opens old texts after a new key came first, and seals with the new one', () => {
    const changed = createSealer({ sealing: [second, first], blind });
    const old = sealer.seal('old', 'person:1');

    expect(changed.open(old, 'person:1')).toBe('old');
    expect(changed.seal('new', 'person:1')).toMatch(/^s2\./);
    expect(changed.blind('330106')).toBe(sealer.blind('330106'));
  });

  it('finds a value again by its blind index, which needs the key', () => {
    expect(sealer.blind('330106')).toBe(sealer.blind('330106'));
    expect(sealer.blind('330106')).not.toBe(sealer.blind('330107'));
    const other = createSealer({ sealing: [first], blind: randomBytes(32) });
    expect(other.blind('330106')).not.toBe(sealer.blind('330106'));
  });

  it('refuses to work without a key', () => {
    expect(() => createSealer({ sealing: [], blind })).toThrow();
  });
});

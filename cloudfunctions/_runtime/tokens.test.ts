import { randomBytes } from 'node:crypto';
import { createTokens } from './tokens';

const HANGZHOU = '330100';
const [first, second] = ['t1', 't2'].map((id) => ({ id, key: randomBytes(32) })) as [TestKey, TestKey];
type TestKey = { id: string; key: Buffer };

let now = new Date('2026-11-23T09:00:00+08:00');
const clock = () => now;
const tokens = createTokens([first], clock);

beforeEach(() => {
  now = new Date('2026-11-23T09:00:00+08:00');
});

describe('tokens', () => {
  it('tell the account, in its own city only', async () => {
    const { token } = await tokens.issue('account-1', HANGZHOU);

    expect(await tokens.verify(token, HANGZHOU)).toEqual({ kind: 'citizen', accountId: 'account-1' });
    expect(await tokens.verify(token, '110000')).toBeNull();
  });

  it('carry where a member of staff works', async () => {
    const staff = { role: 'lead', hall: 'xihu' } as const;
    const { token } = await tokens.issue('account-2', HANGZHOU, staff);

    expect(await tokens.verify(token, HANGZHOU)).toEqual({ kind: 'staff', accountId: 'account-2', staff });
  });

  it('end when they say, but for a few seconds between two clocks', async () => {
    const { token, expiresInSeconds } = await tokens.issue('account-1', HANGZHOU);
    const end = now.getTime() + expiresInSeconds * 1000;

    now = new Date(end);
    expect(await tokens.verify(token, HANGZHOU)).not.toBeNull();
    now = new Date(end + 6_000);
    expect(await tokens.verify(token, HANGZHOU)).toBeNull();
  });

  it('cannot be forged: other key, no signature, changed content, garbage', async () => {
    const { token } = await tokens.issue('account-1', HANGZHOU);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forger = createTokens([{ id: 't1', key: randomBytes(32) }], clock);

    for (const forged of [
      (await forger.issue('account-1', HANGZHOU)).token,
      `${encode({ alg: 'none' })}.${payload}.`,
      `${header}.${encode({ ...claims, sub: 'account-2' })}.${signature}`,
      `${header}.${encode({ ...claims, aud: 'staff', staff: { role: 'supervisor', hall: '*' } })}.${signature}`,
      'garbage',
      '',
    ]) {
      expect(await tokens.verify(forged, HANGZHOU)).toBeNull();
    }
  });

  it('survive a change of keys until the old key leaves the list', async () => {
    const { token } = await tokens.issue('account-1', HANGZHOU);

    expect(await createTokens([second, first], clock).verify(token, HANGZHOU)).not.toBeNull();
    expect(await createTokens([second], clock).verify(token, HANGZHOU)).toBeNull();
  });
});

describe('the pass in the QR code', () => {
  const pass = tokens.pass('visit', 'reservation-1', HANGZHOU, '2026-11-24');

  it('opens on its day, in its city, and nowhere else', () => {
    expect(tokens.readPass('visit', pass, HANGZHOU, '2026-11-24')).toBe('reservation-1');
    expect(tokens.readPass('visit', pass, HANGZHOU, '2026-11-25')).toBeNull();
    expect(tokens.readPass('visit', pass, '110000', '2026-11-24')).toBeNull();
  });

  it('cannot be made for another reservation', () => {
    const [version, , signature] = pass.split('.');

    expect(
      tokens.readPass('visit', `${version}.reservation-2.${signature}`, HANGZHOU, '2026-11-24'),
    ).toBeNull();
    expect(tokens.readPass('visit', 'EEB2.reservation-1.', HANGZHOU, '2026-11-24')).toBeNull();
    expect(tokens.readPass('visit', '', HANGZHOU, '2026-11-24')).toBeNull();
  });

  it('still opens after a new key came first', () => {
    expect(createTokens([second, first], clock).readPass('visit', pass, HANGZHOU, '2026-11-24')).toBe(
      'reservation-1',
    );
  });
});

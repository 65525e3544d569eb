import { toBase32 } from '../../domain/trust/timeCode';
import { acceptedStep, totpCode, totpUri } from './secondFactor';

/** Appendix B of RFC 6238: the secret of its SHA-1 rows. */
const secret = Buffer.from('12345678901234567890');

describe('time codes', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at second %d is %s, as RFC 6238 says', (seconds, code) => {
    expect(totpCode(secret, Math.floor(seconds / 30), 8)).toBe(code);
  });

  it('are taken half a minute early or late, never twice and never older than the last', () => {
    const now = new Date(59_000_000);
    const step = Math.floor(now.getTime() / 30_000);

    expect(acceptedStep(secret, totpCode(secret, step - 1), now, 0)).toBe(step - 1);
    expect(acceptedStep(secret, totpCode(secret, step + 1), now, 0)).toBe(step + 1);
    expect(acceptedStep(secret, totpCode(secret, step - 2), now, 0)).toBeNull();
    expect(acceptedStep(secret, totpCode(secret, step), now, step)).toBeNull();
    expect(acceptedStep(secret, totpCode(secret, step - 1), now, step)).toBeNull();
    expect(acceptedStep(secret, '12345', now, 0)).toBeNull();
  });

  it('have a secret that authenticator apps read (RFC 4648)', () => {
    expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    expect(totpUri(secret, 'lead:xihu')).toBe(
      'otpauth://totp/lead%3Axihu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=exit-entry-booking',
    );
  });
});

import type { Platforms } from '../_platforms/openPlatforms';
import type { PlatformIdentity, StaffScope } from '../_runtime/caller';

export interface Login extends PlatformIdentity {
  readonly staff?: StaffScope;
}

/** Asks a platform who stands behind a login code. Null when the code is not good. */
export type LoginPort = (channel: PlatformIdentity['channel'], code: string) => Promise<Login | null>;

const DEMO_CITIZEN = /^demo:([\p{L}\p{N}_-]{1,40})$/u;
const DEMO_STAFF = /^demo-staff:(?:\*|([a-z][a-z0-9-]{1,30})(?::(clerk|lead)(?::[a-z0-9-]{1,20})?)?)$/;

/**
 * Demonstration sign-in: `demo:<name>` is a citizen, `demo-staff:<hall>` a hall lead, `demo-staff:*` a supervisor;
 * `demo-staff:<hall>:clerk` a clerk, and `demo-staff:<hall>:clerk:<name>` one of several.
 * Any other code of a phone is its guest, so that the mini-programs open in the vendors' developer tools.
 */
export const demoLogin: LoginPort = async (channel, code) => {
  const citizen = DEMO_CITIZEN.exec(code);
  if (citizen !== null) return { channel, subject: `demo:${citizen[1]}` };
  const staff = demoStaff(code);
  if (staff !== null) return { channel, subject: code, staff };
  return channel === 'web' ? null : { channel, subject: 'demo:guest' };
};

function demoStaff(code: string): StaffScope | null {
  const found = DEMO_STAFF.exec(code);
  if (found === null) return null;
  const [, hall, role = 'lead'] = found;
  return hall === undefined
    ? { role: 'supervisor', hall: '*', confirmed: true }
    : { role: role === 'clerk' ? 'clerk' : 'lead', hall, confirmed: true };
}

/** Asks the vendor itself. A platform that is not configured admits nobody. */
export function platformLogin({ wechat, alipay }: Platforms): LoginPort {
  const ask = (channel: PlatformIdentity['channel'], code: string) => {
    if (channel === 'wechat') return wechat?.openIdOf(code);
    return channel === 'alipay' ? alipay?.subjectOf(code) : undefined;
  };
  return async (channel, code) => {
    const subject = (await ask(channel, code)) ?? null;
    return subject === null ? null : { channel, subject };
  };
}

/** The first port that knows the caller. */
export function eitherLogin(first: LoginPort, second: LoginPort): LoginPort {
  return async (channel, code) => (await first(channel, code)) ?? second(channel, code);
}

import { newId } from '../../cloudfunctions/_runtime/ids';
import { totpCode } from '../../cloudfunctions/identity/secondFactor';
import { someoneNew } from '../support/queue';
import type { Citizen } from '../support/service';
import { type Cases, NOW, type World } from './world';

const device = 'a-phone-that-named-itself';

async function anInvitation(world: World): Promise<string> {
  const supervisor = await world.staff('*');
  const post = { role: 'clerk', hall: 'xihu' };
  return (await supervisor.get<{ code: string }>('oversight', 'inviteStaff', post)).code;
}

/** Two accounts of one person: the first shows a code to the second. */
async function toLink(world: World) {
  const person = someoneNew();
  const accounts = [await world.citizen(), await world.citizen()] as const;
  for (const account of accounts) await account.get('identity', 'savePerson', { person });
  const { code } = await accounts[0].get<{ code: string }>('identity', 'startLink', {});
  const { documentType, documentNumber } = person;
  return { accounts, link: { code, documentType, documentNumber, consent: true as const } };
}

async function savedPerson(citizen: Citizen): Promise<string> {
  const saved = { person: someoneNew() };
  return (await citizen.get<{ person: { id: string } }>('identity', 'savePerson', saved)).person.id;
}

/** The code of the second factor that belongs to the shown secret, at the world's time. */
function codeOf(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return totpCode(Buffer.from(bytes), Math.floor(Date.parse(NOW) / 30_000));
}

export const identityCases: Cases['identity'] = {
  async signIn() {
    const code = `once:${newId()}`;
    const input = { channel: 'web' as const, code };
    return {
      by: { device },
      input,
      other: { ...input, code: `${code}-other` },
      spoil: async () => undefined,
      refused: 'NOT_ALLOWED',
    };
  },
  async refresh(world) {
    const signIn = { channel: 'web', code: `once:${newId()}` };
    const signedIn = await world.here.call('identity', 'signIn', signIn);
    const { refreshToken } = (signedIn.ok ? signedIn.data : {}) as { refreshToken: string };
    return {
      by: { device },
      input: { refreshToken },
      other: { refreshToken: `${newId()}.1.${'a'.repeat(43)}` },
      spoil: async () => world.setNow('2026-11-23T09:01:00+08:00'),
      refused: 'SIGN_IN_ENDED',
    };
  },
  endSignIn: async (world) => ({ by: await world.citizen(), input: {}, other: { signIn: newId() } }),
  startLink: async (world) => ({ by: await world.citizen(), input: {} }),
  async linkAccounts(world) {
    const { accounts, link } = await toLink(world);
    const { documentNumber } = someoneNew();
    return { by: accounts[1], input: link, other: { ...link, documentNumber } };
  },
  async unlink(world) {
    const { accounts, link } = await toLink(world);
    await accounts[1].get('identity', 'linkAccounts', link);
    return { by: accounts[0], input: { channel: 'web' }, other: { channel: 'wechat' } };
  },
  async bindStaff(world) {
    const code = await anInvitation(world);
    return { by: await world.citizen(), input: { code }, other: { code: '23456789' } };
  },
  async enterDesk(world) {
    const by = await world.citizen();
    const bind = { code: await anInvitation(world) };
    const { totp } = await by.get<{ totp: { secret: string } }>('identity', 'bindStaff', bind);
    return { by, input: { totp: codeOf(totp.secret) }, other: { device: 'another' } };
  },
  savePerson: async (world) => ({
    by: await world.citizen(),
    input: { person: someoneNew() },
    other: { person: someoneNew() },
  }),
  async removePerson(world) {
    const by = await world.citizen();
    return { by, input: { id: await savedPerson(by) }, other: { id: await savedPerson(by) } };
  },
};

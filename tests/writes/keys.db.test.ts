import { forgetEndedSignIns } from '../../cloudfunctions/_database/endedSignIns';
import { sql } from '../../cloudfunctions/_database/sql';
import { newId } from '../../cloudfunctions/_runtime/ids';
import { eraseOldData } from '../../cloudfunctions/timers/eraseOldData';
import { everythingStored } from '../support/everythingStored';
import { freshHangzhou } from '../support/freshDatabase';
import { bookVisit, someoneNew } from '../support/queue';
import { type Asking, city, type TestReply } from '../support/service';
import { NOW, openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld(await freshHangzhou());
});
beforeEach(async () => {
  world.setNow(NOW);
  await world.empty();
});
afterAll(() => world.database.close());

const dataOf = <Data>(reply: TestReply): Data => {
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data as Data;
};
const codeOf = (reply: TestReply) => (reply.ok ? 'OK' : reply.error.code);
const signIn = (input: object, asking: Asking = {}) => world.here.call('identity', 'signIn', input, asking);

describe('the answer to a key', () => {
  it('is sealed where it is kept: no secret and no token stands in the database', async () => {
    const key = newId();
    const code = `once:${newId()}`;
    const { token, refreshToken } = dataOf<{ token: string; refreshToken: string }>(
      await signIn({ channel: 'web', code }, { idempotencyKey: key }),
    );
    const citizen = await world.citizen();
    const shown = await citizen.get<{ code: string }>('identity', 'startLink', {}, newId());

    const stored = [...(await everythingStored(world.database)).values()].join('\n');
    for (const secret of [token, refreshToken.split('.')[2]!, shown.code, key])
      expect(stored).not.toContain(secret);
  });

  it('cannot be had by another sign-in of the account that has ended', async () => {
    const input = { channel: 'web', code: 'demo:two-phones' };
    const [mine, lost] = [
      dataOf<{ token: string }>(await signIn(input)),
      dataOf<{ token: string; signIn: string }>(await signIn(input)),
    ];
    const key = newId();
    const first = await world.here.call(
      'identity',
      'startLink',
      {},
      { token: mine.token, idempotencyKey: key },
    );
    const asTheLostPhone = { token: lost.token, idempotencyKey: key };
    expect(await world.here.call('identity', 'startLink', {}, asTheLostPhone)).toEqual(first);

    await world.here.call('identity', 'endSignIn', { signIn: lost.signIn }, { token: mine.token });
    forgetEndedSignIns(world.there.dependencies);

    expect(codeOf(await world.here.call('identity', 'startLink', {}, asTheLostPhone))).toBe('NOT_SIGNED_IN');
  });

  it('cannot be had by somebody else with the same key, whoever they are', async () => {
    const key = 'a-key-that-all-the-world-uses';
    const [wang, li] = [await world.citizen(), await world.citizen()];
    const codes = [wang, li].map((each) => each.get<{ code: string }>('identity', 'startLink', {}, key));
    expect(new Set((await Promise.all(codes)).map(({ code }) => code)).size).toBe(2);

    const asked = { channel: 'web', code: 'demo:same-code' };
    const signIns = await Promise.all([
      signIn(asked, { idempotencyKey: key, device: 'the-first-phone-of-them' }),
      signIn(asked, { idempotencyKey: key, device: 'the-second-phone-of-them' }),
      signIn(asked, { idempotencyKey: key }),
      signIn({ ...asked, code: 'demo:other-code' }, { idempotencyKey: key }),
    ]);
    expect(new Set(signIns.map((reply) => dataOf<{ signIn: string }>(reply).signIn)).size).toBe(4);

    const openIds = ['openid-one', 'openid-two'].map((subject) => ({ channel: 'wechat' as const, subject }));
    const phones = await Promise.all(
      openIds.map((platformIdentity) =>
        signIn({ channel: 'wechat', code: 'any' }, { idempotencyKey: key, platformIdentity }),
      ),
    );
    const accounts = phones.map((reply) => dataOf<{ account: { id: string } }>(reply).account.id);
    expect(new Set(accounts).size).toBe(2);
  });

  it('follows a WeChat phone whose account is linked or parted by the call itself', async () => {
    const platformIdentity = { channel: 'wechat' as const, subject: 'openid-links' };
    const person = someoneNew();
    const web = await world.citizen();
    await web.get('identity', 'savePerson', { person });
    await world.here.call('privacy', 'giveConsent', { purpose: 'booking', version: 1 }, { platformIdentity });
    await world.here.call('identity', 'savePerson', { person }, { platformIdentity });
    const { code } = await web.get<{ code: string }>('identity', 'startLink', {});
    const { documentType, documentNumber } = person;
    const link = { code, documentType, documentNumber, consent: true };
    const send = (operation: string, input: object, idempotencyKey: string) =>
      world.here.call('identity', operation, input, { platformIdentity, idempotencyKey });

    const [linking, parting] = [newId(), newId()];
    const linked = await send('linkAccounts', link, linking);
    expect(linked).toEqual({ ok: true, data: { linked: ['wechat'] } });
    expect(await send('linkAccounts', link, linking)).toEqual(linked);

    const parted = await send('unlink', { channel: 'wechat' }, parting);
    expect(parted).toEqual({ ok: true, data: { linked: [] } });
    expect(await send('unlink', { channel: 'wechat' }, parting)).toEqual(parted);
  });

  it('is forgotten after a day, or ten minutes where nobody is known; then the key is free', async () => {
    const citizen = await world.citizen();
    const [mine, anyones] = [newId(), newId()];
    const first = await citizen.get('identity', 'startLink', {}, mine);
    const input = { channel: 'web', code: `once:${newId()}` };
    await signIn(input, { idempotencyKey: anyones });

    world.setNow('2026-11-23T09:09:00+08:00');
    expect(codeOf(await signIn(input, { idempotencyKey: anyones }))).toBe('OK');
    expect(await citizen.get('identity', 'startLink', {}, mine)).toEqual(first);
    world.setNow('2026-11-23T09:11:00+08:00');
    expect(codeOf(await signIn(input, { idempotencyKey: anyones }))).toBe('NOT_ALLOWED');
    world.setNow('2026-11-24T09:01:00+08:00');
    expect(await citizen.get('identity', 'startLink', {}, mine)).not.toEqual(first);

    await eraseOldData(world.here.dependencies, city, new Date('2026-11-25T09:02:00+08:00'));
    expect(await world.database.rows(sql`select 1 from remembered_write`)).toEqual([]);
  });

  it('is deleted with the account, but for the answer that it is deleted', async () => {
    const citizen = await world.citizen();
    await citizen.get('identity', 'startLink', {}, newId());
    const key = newId();
    await citizen.get('privacy', 'deleteMine', { confirm: 'delete' }, key);

    const kept = await world.database.rows(
      sql`select operation, idempotency_key as key from remembered_write`,
    );
    expect(kept).toEqual([{ operation: 'privacy.deleteMine', key }]);
  });
});

describe('one key', () => {
  it('that booked is not taken for anything else, nor the other way round', async () => {
    const citizen = await world.citizen();
    const { id } = await bookVisit(citizen, 'xihu.appointment.2026-11-25.0900');
    const people = [{ person: someoneNew(), services: ['passport'] }];
    const wish = { slot: 'xihu.appointment.2026-11-25.0930', people, phone: '13812345678' };
    const [booking, cancelling] = [newId(), newId()];
    await citizen.get('reservations', 'make', wish, booking);
    await citizen.get('reservations', 'cancel', { reservation: id }, cancelling);

    expect(await citizen.code('reservations', 'cancel', { reservation: id }, booking)).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    expect(await citizen.code('reservations', 'make', wish, cancelling)).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('that was refused may be tried again', async () => {
    const citizen = await world.citizen();
    const key = newId();
    const input = { id: newId() };
    expect(await citizen.code('identity', 'removePerson', input, key)).toBe('NOT_FOUND');
    expect(await citizen.code('identity', 'startLink', {}, key)).toBe('OK');
  });
});

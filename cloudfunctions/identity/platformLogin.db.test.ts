import { freshHangzhou } from '../../tests/support/freshDatabase';
import { type StandInAlipay, standInAlipay } from '../../tests/support/platforms/standInAlipay';
import { type StandInWeChat, standInWeChat } from '../../tests/support/platforms/standInWeChat';
import { openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { createAlipayApi } from '../_platforms/alipayApi';
import { createWeChatApi } from '../_platforms/wechatApi';
import { platformLogin } from './loginPort';

const NOW = '2026-11-24T09:00:00+08:00';

let now = new Date(NOW);
const clock = () => now;
let database: Database;
let service: Service;
let wechat: StandInWeChat;
let alipay: StandInAlipay;

beforeAll(async () => {
  database = await freshHangzhou();
  wechat = await standInWeChat(clock);
  alipay = await standInAlipay(clock);
  const login = platformLogin({
    wechat: createWeChatApi({ ...wechat, clock }),
    alipay: createAlipayApi(alipay),
  });
  service = await openService(database, NOW, { login });
});
beforeEach(() => {
  now = new Date(NOW);
});
afterAll(async () => {
  await Promise.all([database.close(), wechat.close(), alipay.close()]);
});

const signIn = (channel: string, code: string) => service.call('identity', 'signIn', { channel, code });

describe.each([
  ['wechat', (person: string) => wechat.login(person)],
  ['alipay', (person: string) => alipay.login(person)],
] as const)('signing in with %s', (channel, login) => {
  it('knows the same person again by what the platform says', async () => {
    const [first, second, other] = [
      await signIn(channel, login('person-1')),
      await signIn(channel, login('person-1')),
      await signIn(channel, login('person-2')),
    ];

    expect(first).toMatchObject({ ok: true, data: { account: { roles: ['citizen'] } } });
    const idOf = (reply: typeof first) => (reply as { data: { account: { id: string } } }).data.account.id;
    expect(idOf(second)).toBe(idOf(first));
    expect(idOf(other)).not.toBe(idOf(first));
  });

  it('refuses a code that is made up, used before, or too old', async () => {
    const used = login('person-3');
    await signIn(channel, used);
    const old = login('person-3');
    now = new Date(now.getTime() + 5 * 60_000 + 1_000);

    for (const code of ['made-up', used, old]) {
      expect(await signIn(channel, code)).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
    }
  });
});

describe('a platform that is busy, away or not itself', () => {
  it('WeChat busy (-1): the person may try again soon; too many tries of one person (45011): in a minute', async () => {
    wechat.failNext(-1);
    expect(await signIn('wechat', wechat.login('busy'))).toMatchObject({
      error: { code: 'TRY_AGAIN', details: { retryAfterSeconds: 5 } },
    });
    wechat.failNext(45011);
    expect(await signIn('wechat', wechat.login('busy'))).toMatchObject({
      error: { code: 'TRY_AGAIN', details: { retryAfterSeconds: 60 } },
    });
  });

  it('keeps the limit of 100 codes of one person in a minute, as WeChat does', async () => {
    const api = createWeChatApi({ ...wechat, clock });
    for (let index = 0; index < 100; index += 1) await api.openIdOf(wechat.login('eager'));

    await expect(api.openIdOf(wechat.login('eager'))).rejects.toMatchObject({ retryAfterSeconds: 60 });
  });

  it('a wrong WeChat secret is our fault, not the caller’s', async () => {
    const api = createWeChatApi({ ...wechat, secret: 'not-the-secret', clock });

    await expect(api.openIdOf(wechat.login('anyone'))).rejects.toMatchObject({
      message: 'wechat-code-40125',
    });
  });

  it('Alipay busy: try again', async () => {
    alipay.failNext(500, 'isp.unknow-error');

    expect(await signIn('alipay', alipay.login('busy'))).toMatchObject({ error: { code: 'TRY_AGAIN' } });
  });

  it('Alipay refuses a call that is signed with another key', async () => {
    const stranger = await standInAlipay(clock);
    const api = createAlipayApi({ ...alipay, privateKey: stranger.privateKey });
    await stranger.close();

    await expect(api.subjectOf(alipay.login('anyone'))).rejects.toMatchObject({
      message: 'alipay-invalid-signature',
    });
  });

  it('an answer that Alipay did not sign is not believed', async () => {
    const impostor = await standInAlipay(clock);
    impostor.impersonate();
    const api = createAlipayApi(impostor);

    await expect(api.subjectOf(impostor.login('victim'))).rejects.toMatchObject({
      message: 'alipay-response-signature-verify-error',
    });
    await impostor.close();
  });

  it('nobody answers at all', async () => {
    const gone = await standInWeChat(clock);
    await gone.close();
    const alsoGone = await standInAlipay(clock);
    await alsoGone.close();

    await expect(createWeChatApi({ ...gone, clock }).openIdOf('code')).rejects.toMatchObject({
      name: 'PlatformUnavailable',
    });
    await expect(createAlipayApi(alsoGone).subjectOf('code')).rejects.toMatchObject({
      name: 'PlatformUnavailable',
    });
  });

  it('admits nobody through a platform that is not configured', async () => {
    const login = platformLogin({});

    for (const channel of ['wechat', 'alipay', 'web'] as const) {
      expect(await login(channel, 'demo:wang')).toBeNull();
    }
  });
});

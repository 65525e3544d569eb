import { createSign, createVerify, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { type Listening, listen } from './listening';

export interface AlipayMessage {
  readonly to_open_id: string;
  readonly user_template_id: string;
  readonly page: string;
  readonly data: string;
}

/** Alipay's open platform v3: it checks the caller's RSA2 signature, and signs every answer with its own key. */
export interface StandInAlipay extends Listening {
  readonly appId: string;
  /** The app's own key, PKCS#8. */
  readonly privateKey: string;
  readonly alipayPublicKey: string;
  /** What `my.getAuthCode` would give on the phone of this person. */
  login(openId: string): string;
  allow(openId: string, template: string): void;
  readonly sent: AlipayMessage[];
  failNext(status: number, code: string, times?: number): void;
  /** From now on answers are signed with a key that is not Alipay's. */
  impersonate(): void;
}

const CODE_LIFE = 3 * 60_000;
const CLOCK_DRIFT = 10 * 60_000;

function newKeyPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

export async function standInAlipay(clock: () => Date): Promise<StandInAlipay> {
  const appId = '2021000123456789';
  const app = newKeyPair();
  const alipay = newKeyPair();
  let signingKey = alipay.privateKey;
  const codes = new Map<string, { openId: string; issuedAt: number; used: boolean }>();
  const subscribed = new Map<string, number>();
  const sent: AlipayMessage[] = [];
  let failure = { status: 0, code: '', times: 0 };

  interface Answer {
    readonly status: number;
    readonly body: Readonly<Record<string, unknown>>;
  }
  const refuse = (status: number, code: string, message: string): Answer => ({
    status,
    body: { code, message },
  });

  /** `ALIPAY-SHA256withRSA app_id=…,nonce=…,timestamp=…,sign=…` over `auth\nMETHOD\nurl\nbody\n`. */
  function refuseSignature(header: string, method: string, url: string, body: string): Answer | null {
    const [, auth = '', sign = ''] = /^ALIPAY-SHA256withRSA (.+),sign=(.+)$/.exec(header) ?? [];
    const fields = Object.fromEntries(auth.split(',').map((part) => part.split('=')));
    if (fields.app_id !== appId) return refuse(400, 'invalid-app-id', '无效的AppID参数');
    if (Math.abs(Number(fields.timestamp) - Date.now()) > CLOCK_DRIFT)
      return refuse(400, 'invalid-timestamp', '非法的时间戳参数');
    const genuine = createVerify('RSA-SHA256')
      .update(`${auth}\n${method}\n${url}\n${body}\n`)
      .verify(app.publicKey, sign, 'base64');
    return genuine ? null : refuse(401, 'invalid-signature', '验签出错');
  }

  function exchange({ grant_type, code: given }: { grant_type?: string; code?: string }): Answer {
    if (grant_type !== 'authorization_code')
      return refuse(400, 'isv.grant-type-invalid', 'grant_type参数不正确');
    const code = codes.get(given ?? '');
    if (code === undefined || code.used || clock().getTime() - code.issuedAt > CODE_LIFE)
      return refuse(400, 'isv.code-invalid', '授权码code无效');
    code.used = true;
    const body = {
      access_token: randomBytes(20).toString('hex'),
      auth_start: '2026-11-24 09:00:00',
      expires_in: 1_296_000,
      open_id: code.openId,
      re_expires_in: 2_592_000,
      refresh_token: randomBytes(20).toString('hex'),
    };
    return { status: 200, body };
  }

  function send(message: AlipayMessage): Answer {
    if (!/^[0-9a-f]{32}$/.test(message.user_template_id))
      return refuse(400, 'USER_TEMPLATE_ILLEGAL', '模板非法');
    if (message.data.length > 2_048) return refuse(400, 'INVALID_PARAMETER', '参数有误');
    const key = `${message.to_open_id}/${message.user_template_id}`;
    const left = subscribed.get(key) ?? 0;
    if (left === 0) return refuse(400, 'USER_NOT_SUBSCRIBE', '用户未订阅');
    subscribed.set(key, left - 1);
    sent.push(message);
    return { status: 200, body: {} };
  }

  function answer(url: string, text: string): Answer {
    if (failure.times > 0) {
      failure = { ...failure, times: failure.times - 1 };
      return refuse(failure.status, failure.code, '系统繁忙');
    }
    if (url === '/v3/alipay/system/oauth/token') return exchange(JSON.parse(text));
    if (url === '/v3/alipay/open/app/mini/templatemessage/send') return send(JSON.parse(text));
    return refuse(404, 'invalid-method', '不存在的方法名');
  }

  const listening = await listen((request, text, response) => {
    const url = request.url ?? '/';
    const refused = refuseSignature(request.headers.authorization ?? '', request.method ?? '', url, text);
    const { status, body } = refused ?? answer(url, text);
    const answered = JSON.stringify(body);
    const [timestamp, nonce] = [String(Date.now()), randomUUID()];
    response.writeHead(status, {
      'content-type': 'application/json',
      'alipay-timestamp': timestamp,
      'alipay-nonce': nonce,
      'alipay-trace-id': randomBytes(16).toString('hex'),
      'alipay-signature': createSign('RSA-SHA256')
        .update(`${timestamp}\n${nonce}\n${answered}\n`)
        .sign(signingKey, 'base64'),
    });
    response.end(answered);
  });

  return {
    ...listening,
    appId,
    privateKey: app.privateKey,
    alipayPublicKey: alipay.publicKey,
    sent,
    login(openId) {
      const code = randomBytes(16).toString('hex');
      codes.set(code, { openId, issuedAt: clock().getTime(), used: false });
      return code;
    },
    allow(openId, template) {
      const key = `${openId}/${template}`;
      subscribed.set(key, (subscribed.get(key) ?? 0) + 1);
    },
    failNext(status, code, times = 1) {
      failure = { status, code, times };
    },
    impersonate() {
      signingKey = newKeyPair().privateKey;
    },
  };
}

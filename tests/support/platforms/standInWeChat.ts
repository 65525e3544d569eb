import { randomBytes } from 'node:crypto';
import { type Listening, listen } from './listening';

interface Code {
  readonly openId: string;
  readonly issuedAt: number;
  used: boolean;
}

export interface SentMessage {
  readonly touser: string;
  readonly template_id: string;
  readonly page: string;
  readonly lang: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
}

/** WeChat's server interface as its documents describe it: paths, fields, error codes, lives and limits. */
export interface StandInWeChat extends Listening {
  readonly appId: string;
  readonly secret: string;
  /** What `wx.login` would give on the phone of this person. */
  login(openId: string): string;
  /** The person taps "allow" once for a template: one message may be sent. */
  allow(openId: string, template: string): void;
  readonly sent: SentMessage[];
  /** The next calls answer with this code instead. */
  failNext(errcode: number, times?: number): void;
  /** The vendor forgets its access tokens, as after a change of the secret. */
  forgetTokens(): void;
  readonly requests: { path: string }[];
}

const CODE_LIFE = 5 * 60_000;
const CODE_TRIES_PER_MINUTE = 100;
const FIELD_LIMITS: Readonly<Record<string, number>> = {
  thing: 20,
  character_string: 32,
  phrase: 5,
  name: 10,
};

/** A field's kind is its name without the number; each kind has its own limit. */
function fits(field: string, value: string): boolean {
  const kind = field.replace(/\d+$/, '');
  if (kind === 'time') return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(value);
  return value !== '' && Array.from(value).length <= (FIELD_LIMITS[kind] ?? Number.POSITIVE_INFINITY);
}

export async function standInWeChat(clock: () => Date): Promise<StandInWeChat> {
  const appId = 'wx0123456789abcdef';
  const secret = randomBytes(16).toString('hex');
  const codes = new Map<string, Code>();
  const tries = new Map<string, number[]>();
  const quota = new Map<string, number>();
  const accessTokens = new Set<string>();
  const sent: SentMessage[] = [];
  const requests: { path: string }[] = [];
  let failure = { errcode: 0, times: 0 };

  const refuse = (errcode: number, errmsg: string) => ({ errcode, errmsg: `${errmsg} rid: 65f0` });

  function refuseApp(query: URLSearchParams, grant: string) {
    if (query.get('appid') !== appId) return refuse(40013, 'invalid appid');
    if (query.get('secret') !== secret) return refuse(40125, 'invalid appsecret');
    return query.get('grant_type') === grant ? null : refuse(40002, 'invalid grant_type');
  }

  function exchange(query: URLSearchParams) {
    const stranger = refuseApp(query, 'authorization_code');
    if (stranger !== null) return stranger;
    const code = codes.get(query.get('js_code') ?? '');
    const now = clock().getTime();
    if (code === undefined || now - code.issuedAt > CODE_LIFE) return refuse(40029, 'invalid code');
    const recent = (tries.get(code.openId) ?? []).filter((at) => now - at < 60_000);
    tries.set(code.openId, [...recent, now]);
    if (recent.length >= CODE_TRIES_PER_MINUTE) return refuse(45011, 'api minute-quota reach limit');
    if (code.used) return refuse(40163, 'code been used');
    code.used = true;
    return { openid: code.openId, session_key: randomBytes(16).toString('base64') };
  }

  function giveToken(body: Record<string, string>) {
    const stranger = refuseApp(new URLSearchParams(body), 'client_credential');
    if (stranger !== null) return stranger;
    const token = randomBytes(24).toString('base64url');
    accessTokens.add(token);
    return { access_token: token, expires_in: 7_200 };
  }

  function send(token: string | null, message: SentMessage) {
    if (!accessTokens.has(token ?? '')) return refuse(40001, 'invalid credential, access_token is invalid');
    if (!/^TMPL-/.test(message.template_id)) return refuse(40037, 'invalid template_id');
    if (/^\//.test(message.page)) return refuse(41030, 'invalid page');
    const wrong = Object.entries(message.data).find(([field, { value }]) => !fits(field, value));
    if (wrong !== undefined) return refuse(47003, `argument invalid! data.${wrong[0]}.value invalid`);
    const key = `${message.touser}/${message.template_id}`;
    const left = quota.get(key) ?? 0;
    if (left === 0) return refuse(43101, 'user refuse to accept the msg');
    quota.set(key, left - 1);
    sent.push(message);
    return { errcode: 0, errmsg: 'ok', msgid: sent.length };
  }

  function answer(url: URL, body: string) {
    if (url.pathname === '/cgi-bin/stable_token') return giveToken(JSON.parse(body));
    if (failure.times > 0) {
      failure = { ...failure, times: failure.times - 1 };
      return refuse(failure.errcode, 'system error');
    }
    if (url.pathname === '/sns/jscode2session') return exchange(url.searchParams);
    if (url.pathname === '/cgi-bin/message/subscribe/send')
      return send(url.searchParams.get('access_token'), JSON.parse(body));
    return refuse(40066, 'invalid url');
  }

  const listening = await listen((request, body, response) => {
    const url = new URL(request.url ?? '/', 'http://wechat');
    requests.push({ path: url.pathname });
    // WeChat answers 200 whatever happens, and calls its JSON text/plain.
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end(JSON.stringify(answer(url, body)));
  });

  return {
    ...listening,
    appId,
    secret,
    sent,
    requests,
    login(openId) {
      const code = randomBytes(16).toString('hex');
      codes.set(code, { openId, issuedAt: clock().getTime(), used: false });
      return code;
    },
    allow(openId, template) {
      const key = `${openId}/${template}`;
      quota.set(key, (quota.get(key) ?? 0) + 1);
    },
    failNext(errcode, times = 1) {
      failure = { errcode, times };
    },
    forgetTokens: () => accessTokens.clear(),
  };
}

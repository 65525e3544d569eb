import type { Clock } from '../_runtime/clock';
import { PlatformUnavailable } from './platformFault';

export interface WeChatOptions {
  readonly appId: string;
  readonly secret: string;
  /** `https://api.weixin.qq.com`, or a stand-in. */
  readonly endpoint: string;
  readonly clock: Clock;
}

/** WeChat's server interface, as far as the service uses it. */
export interface WeChatApi {
  /** The OPENID behind a code of `wx.login`; null when the code is wrong, used or older than five minutes. */
  openIdOf(code: string): Promise<string | null>;
  /** Sends one subscription message. */
  sendSubscribeMessage(message: SubscribeMessage): Promise<WeChatAnswer>;
}

export interface SubscribeMessage {
  readonly touser: string;
  readonly template_id: string;
  readonly page: string;
  readonly lang: 'zh_CN' | 'en_US';
  readonly data: Readonly<Record<string, { readonly value: string }>>;
}

export interface WeChatAnswer {
  readonly errcode?: number;
  readonly errmsg?: string;
}

interface CodeAnswer extends WeChatAnswer {
  readonly openid?: string;
}

interface TokenAnswer extends WeChatAnswer {
  readonly access_token?: string;
  readonly expires_in?: number;
}

const TIMEOUT_MILLISECONDS = 3_000;
/** Wrong code, code used before, user blocked for risk: what the caller sent is not good. */
const REFUSED_CODES = new Set([40029, 40163, 40226]);
/** An access token that the vendor no longer takes. */
const STALE_TOKEN = new Set([40001, 40014, 42001]);
/** A token is asked for anew this long before its end. Milliseconds. */
const SPARE = 300_000;

export function createWeChatApi({ appId, secret, endpoint, clock }: WeChatOptions): WeChatApi {
  let kept: { readonly token: string; readonly until: number } | undefined;

  async function request<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${endpoint}${path}`, {
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    }).catch(() => {
      throw new PlatformUnavailable('wechat-unreachable');
    });
    if (!response.ok) throw new PlatformUnavailable(`wechat-status-${response.status}`);
    return (await response.json().catch(() => {
      throw new PlatformUnavailable('wechat-not-json');
    })) as T;
  }

  async function accessToken(): Promise<string> {
    if (kept !== undefined && kept.until > clock().getTime()) return kept.token;
    const answer = await request<TokenAnswer>('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: appId,
      secret,
    });
    if (answer.access_token === undefined)
      throw new PlatformUnavailable(`wechat-token-${answer.errcode}`, 60);
    kept = {
      token: answer.access_token,
      until: clock().getTime() + (answer.expires_in ?? 0) * 1_000 - SPARE,
    };
    return kept.token;
  }

  return {
    async openIdOf(code) {
      const query = new URLSearchParams({
        appid: appId,
        secret,
        js_code: code,
        grant_type: 'authorization_code',
      });
      const answer = await request<CodeAnswer>(`/sns/jscode2session?${query}`);
      if (answer.openid !== undefined) return answer.openid;
      if (REFUSED_CODES.has(answer.errcode ?? 0)) return null;
      // 45011: more than 100 tries of one user in a minute. -1: the vendor is busy.
      throw new PlatformUnavailable(`wechat-code-${answer.errcode}`, answer.errcode === 45011 ? 60 : 5);
    },

    async sendSubscribeMessage(message) {
      const send = async () =>
        request<WeChatAnswer>(`/cgi-bin/message/subscribe/send?access_token=${await accessToken()}`, message);
      const answer = await send();
      if (!STALE_TOKEN.has(answer.errcode ?? 0)) return answer;
      kept = undefined;
      return send();
    },
  };
}

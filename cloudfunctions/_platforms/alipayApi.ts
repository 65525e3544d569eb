import type { AlipayRequestError, AlipaySdk } from 'alipay-sdk';
import { PlatformUnavailable } from './platformFault';

export interface AlipayOptions {
  readonly appId: string;
  /** Our RSA2 key, PKCS#8 PEM or its body. */
  readonly privateKey: string;
  /** Alipay's key, against which every answer is checked. */
  readonly alipayPublicKey: string;
  /** `https://openapi.alipay.com`, or a stand-in. */
  readonly endpoint: string;
}

/** Alipay's open platform (v3), as far as the service uses it. */
export interface AlipayApi {
  /** Who is behind a code of `my.getAuthCode`; null when the code is wrong, used or expired. */
  subjectOf(authCode: string): Promise<string | null>;
  /** Sends one template message; the vendor's code when it refuses. */
  sendTemplateMessage(message: TemplateMessage): Promise<{ readonly code: string }>;
}

export interface TemplateMessage {
  readonly to_open_id: string;
  readonly user_template_id: string;
  readonly page: string;
  /** JSON of `{ keyword1: { value } }`. */
  readonly data: string;
}

interface OAuthAnswer {
  readonly open_id?: string;
  readonly user_id?: string;
}

const TIMEOUT_MILLISECONDS = 3_000;
/** A code that is wrong, used, expired or of another app. */
const REFUSED_CODES = new Set(['isv.code-invalid', 'isv.unmatched-app-id']);

/** Signs with RSA2 and checks the vendor's signature through the official SDK, which loads when it is first used. */
export function createAlipayApi({ appId, privateKey, alipayPublicKey, endpoint }: AlipayOptions): AlipayApi {
  let opening: Promise<AlipaySdk> | undefined;

  const open = async () => {
    const { AlipaySdk } = await import('alipay-sdk');
    return new AlipaySdk({
      appId,
      privateKey,
      alipayPublicKey,
      endpoint,
      keyType: 'PKCS8',
      timeout: TIMEOUT_MILLISECONDS,
    });
  };

  async function post<T>(
    path: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<T | { code: string }> {
    opening ??= open();
    const sdk = await opening;
    try {
      const { data } = await sdk.curl<T>('POST', path, { body });
      return data;
    } catch (error) {
      const { code, responseHttpStatus = 0 } = error as AlipayRequestError;
      if (code !== undefined && responseHttpStatus >= 400 && responseHttpStatus < 500) return { code };
      throw new PlatformUnavailable(`alipay-${code ?? 'unreachable'}`);
    }
  }

  return {
    async subjectOf(authCode) {
      const answer = await post<OAuthAnswer>('/v3/alipay/system/oauth/token', {
        grant_type: 'authorization_code',
        code: authCode,
      });
      if ('code' in answer) {
        if (REFUSED_CODES.has(answer.code)) return null;
        throw new PlatformUnavailable(`alipay-${answer.code}`);
      }
      // Apps made since the change of 2024 get an open_id; older ones keep the user_id.
      const subject = answer.open_id ?? answer.user_id;
      if (subject === undefined) throw new PlatformUnavailable('alipay-no-subject');
      return subject;
    },

    async sendTemplateMessage(message) {
      const answer = await post<object>('/v3/alipay/open/app/mini/templatemessage/send', { ...message });
      return 'code' in answer ? { code: answer.code } : { code: 'OK' };
    },
  };
}

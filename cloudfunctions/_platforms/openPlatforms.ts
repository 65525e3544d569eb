import type { Clock } from '../_runtime/clock';
import type { ServiceEnv } from '../_runtime/env';
import { type AlipayApi, createAlipayApi } from './alipayApi';
import { createSmsApi, type SmsApi } from './smsApi';
import { createWeChatApi, type WeChatApi } from './wechatApi';

type PlatformEnv = Pick<
  ServiceEnv,
  | 'WECHAT_APP_ID'
  | 'WECHAT_APP_SECRET'
  | 'WECHAT_ENDPOINT'
  | 'ALIPAY_APP_ID'
  | 'ALIPAY_PRIVATE_KEY'
  | 'ALIPAY_PUBLIC_KEY'
  | 'ALIPAY_ENDPOINT'
  | 'SMS_ACCESS_KEY_ID'
  | 'SMS_ACCESS_KEY_SECRET'
  | 'SMS_SIGN_NAME'
  | 'SMS_ENDPOINT'
>;

export interface Platforms {
  readonly wechat?: WeChatApi | undefined;
  readonly alipay?: AlipayApi | undefined;
  readonly sms?: SmsApi | undefined;
}

/** The vendors that the environment names. */
export function openPlatforms(env: PlatformEnv, clock: Clock): Platforms {
  return { wechat: openWeChat(env, clock), alipay: openAlipay(env), sms: openSms(env, clock) };
}

function openWeChat(env: PlatformEnv, clock: Clock): WeChatApi | undefined {
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: secret, WECHAT_ENDPOINT: endpoint } = env;
  if (appId === undefined || secret === undefined) return undefined;
  return createWeChatApi({ appId, secret, endpoint, clock });
}

function openAlipay(env: PlatformEnv): AlipayApi | undefined {
  const { ALIPAY_APP_ID: appId, ALIPAY_PRIVATE_KEY: privateKey, ALIPAY_PUBLIC_KEY: alipayPublicKey } = env;
  if (appId === undefined || privateKey === undefined || alipayPublicKey === undefined) return undefined;
  return createAlipayApi({ appId, privateKey, alipayPublicKey, endpoint: env.ALIPAY_ENDPOINT });
}

function openSms(env: PlatformEnv, clock: Clock): SmsApi | undefined {
  const { SMS_ACCESS_KEY_ID: accessKeyId, SMS_ACCESS_KEY_SECRET: accessKeySecret } = env;
  const { SMS_SIGN_NAME: signName, SMS_ENDPOINT: endpoint } = env;
  if (accessKeyId === undefined || accessKeySecret === undefined || signName === undefined) return undefined;
  return createSmsApi({ accessKeyId, accessKeySecret, signName, endpoint, clock });
}

import { fillTemplate, fitField } from '../../domain/messages/fitField';
import type { Platforms } from '../_platforms/openPlatforms';
import { PlatformUnavailable } from '../_platforms/platformFault';
import type { MessageKind, MessageLanguage } from './messageTable';

/** Where a message goes: a platform's own name for the person. */
export interface Recipient {
  readonly channel: 'wechat' | 'alipay';
  readonly subject: string;
  readonly language: MessageLanguage;
}

/** What the platform made of it. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** The person does not allow it (any more): trying again is no use. */
  | { readonly kind: 'not-allowed'; readonly code: string }
  /** The message itself is wrong: somebody must mend the template. */
  | { readonly kind: 'wrong'; readonly code: string }
  | { readonly kind: 'later'; readonly code: string };

type Words = Readonly<Record<string, string>>;

/** WeChat: 43101 refused or used up, 40003 no such person, 43107 the capability is closed for this account. */
const WECHAT_NOT_ALLOWED = new Set([43101, 40003, 43107]);
/** WeChat: template, fields, page and words that do not pass. */
const WECHAT_WRONG = new Set([40037, 47003, 41030, 45168]);
const ALIPAY_NOT_ALLOWED = new Set(['USER_NOT_SUBSCRIBE', 'USER_NOT_EXIST']);
const ALIPAY_WRONG = new Set(['USER_TEMPLATE_ILLEGAL', 'TEMPLATE_ILLEGAL', 'INVALID_PARAMETER']);

/** Sends one message through one platform. Never throws: an outage is `later`. */
export async function deliver(
  platforms: Platforms,
  recipient: Recipient,
  message: MessageKind,
  words: Words,
): Promise<Delivery> {
  try {
    return recipient.channel === 'wechat'
      ? await byWeChat(platforms, recipient, message, words)
      : await byAlipay(platforms, recipient, message, words);
  } catch (error) {
    if (error instanceof PlatformUnavailable) return { kind: 'later', code: error.message };
    throw error;
  }
}

async function byWeChat(
  { wechat }: Platforms,
  { subject, language }: Recipient,
  message: MessageKind,
  words: Words,
): Promise<Delivery> {
  const template = message.wechat;
  if (wechat === undefined || template === undefined) return { kind: 'not-allowed', code: 'no-wechat' };
  const data = Object.fromEntries(
    Object.entries(template.fields).map(([field, text]) => [
      field,
      { value: fitField(field, fillTemplate(text, words)) },
    ]),
  );
  const { errcode = 0 } = await wechat.sendSubscribeMessage({
    touser: subject,
    template_id: template.id,
    page: fillTemplate(message.page, words),
    lang: language === 'en' ? 'en_US' : 'zh_CN',
    data,
  });
  if (errcode === 0) return { kind: 'sent' };
  const code = `wechat-${errcode}`;
  if (WECHAT_NOT_ALLOWED.has(errcode)) return { kind: 'not-allowed', code };
  return { kind: WECHAT_WRONG.has(errcode) ? 'wrong' : 'later', code };
}

async function byAlipay(
  { alipay }: Platforms,
  { subject }: Recipient,
  message: MessageKind,
  words: Words,
): Promise<Delivery> {
  const template = message.alipay;
  if (alipay === undefined || template === undefined) return { kind: 'not-allowed', code: 'no-alipay' };
  const data = Object.fromEntries(
    Object.entries(template.fields).map(([field, text]) => [field, { value: fillTemplate(text, words) }]),
  );
  const { code } = await alipay.sendTemplateMessage({
    to_open_id: subject,
    user_template_id: template.id,
    page: fillTemplate(message.page, words),
    data: JSON.stringify(data),
  });
  if (code === 'OK') return { kind: 'sent' };
  if (ALIPAY_NOT_ALLOWED.has(code)) return { kind: 'not-allowed', code };
  return { kind: ALIPAY_WRONG.has(code) ? 'wrong' : 'later', code };
}

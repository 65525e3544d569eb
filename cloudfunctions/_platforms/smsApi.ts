import { createHmac, randomUUID } from 'node:crypto';
import type { Clock } from '../_runtime/clock';
import { PlatformUnavailable } from './platformFault';

export interface SmsOptions {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** The signature that stands before each message, as the gateway has approved it. */
  readonly signName: string;
  /** `https://dysmsapi.aliyuncs.com`, or a stand-in. */
  readonly endpoint: string;
  readonly clock: Clock;
}

export interface TextMessage {
  readonly phone: string;
  readonly template: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The port to a gateway of text messages. */
export interface SmsApi {
  /** Gives the gateway's code, `OK` when it took the message. Throws `PlatformUnavailable` when it is away. */
  send(message: TextMessage): Promise<string>;
}

const TIMEOUT_MILLISECONDS = 3_000;
/** The gateway knows mainland numbers with or without 86, others as 00 and the country. */
const withoutPlus = (phone: string) => phone.replace(/^\+/, '00');

/** Alibaba Cloud's SendSms (version 2017-05-25) in its RPC style, signed with HMAC-SHA1 as it asks for. */
export function createSmsApi(options: SmsOptions): SmsApi {
  const { accessKeyId, accessKeySecret, signName, endpoint, clock } = options;
  return {
    async send({ phone, template, fields }) {
      const parameters: Readonly<Record<string, string>> = {
        AccessKeyId: accessKeyId,
        Action: 'SendSms',
        Format: 'JSON',
        PhoneNumbers: withoutPlus(phone),
        SignName: signName,
        SignatureMethod: 'HMAC-SHA1',
        SignatureNonce: randomUUID(),
        SignatureVersion: '1.0',
        TemplateCode: template,
        TemplateParam: JSON.stringify(fields),
        Timestamp: clock()
          .toISOString()
          .replace(/\.\d+Z$/, 'Z'),
        Version: '2017-05-25',
      };
      const query = canonical(parameters);
      const signature = createHmac('sha1', `${accessKeySecret}&`)
        .update(`POST&%2F&${encode(query)}`)
        .digest('base64');
      return post(endpoint, `${query}&Signature=${encode(signature)}`);
    },
  };
}

async function post(endpoint: string, body: string): Promise<string> {
  const response = await fetch(`${endpoint}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  }).catch(() => {
    throw new PlatformUnavailable('sms-unreachable');
  });
  // A refusal of the gateway has a status of its own and a code all the same.
  const answer = (await response.json().catch(() => {
    throw new PlatformUnavailable('sms-not-json');
  })) as { readonly Code?: unknown };
  if (typeof answer.Code !== 'string') throw new PlatformUnavailable(`sms-status-${response.status}`);
  return answer.Code;
}

function canonical(parameters: Readonly<Record<string, string>>): string {
  return Object.keys(parameters)
    .sort()
    .map((name) => `${encode(name)}=${encode(parameters[name] ?? '')}`)
    .join('&');
}

/** RFC 3986, stricter than `encodeURIComponent`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

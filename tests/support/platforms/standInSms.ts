import { createHmac, randomBytes } from 'node:crypto';
import { type Listening, listen } from './listening';

export interface SentText {
  readonly phone: string;
  readonly signName: string;
  readonly template: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Alibaba Cloud's SendSms as its documents describe it: signature, parameters, codes and the limits of a number. */
export interface StandInSms extends Listening {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly signName: string;
  readonly sent: SentText[];
  /** The next calls answer with this code instead. */
  failNext(code: string, times?: number): void;
}

const PER_MINUTE = 1;
const CLOCK_DRIFT = 15 * 60_000;
const KNOWN_TEMPLATES = new Set(['SMS_300000001', 'SMS_300000002']);

const percent = (text: string) =>
  Array.from(Buffer.from(text), (byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9_.~-]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');

export async function standInSms(clock: () => Date): Promise<StandInSms> {
  const accessKeyId = 'LTAI5t0123456789';
  const accessKeySecret = randomBytes(15).toString('hex');
  const signName = '杭州出入境';
  const sent: SentText[] = [];
  const nonces = new Set<string>();
  const lately = new Map<string, number[]>();
  let failure = { code: '', times: 0 };

  function refuseSignature(given: URLSearchParams): string | null {
    const fields = [...given].filter(([name]) => name !== 'Signature');
    const query = fields
      .map(([name, value]) => `${percent(name)}=${percent(value)}`)
      .sort()
      .join('&');
    const expected = createHmac('sha1', `${accessKeySecret}&`)
      .update(`POST&${percent('/')}&${percent(query)}`)
      .digest('base64');
    if (given.get('AccessKeyId') !== accessKeyId) return 'InvalidAccessKeyId.NotFound';
    if (given.get('Signature') !== expected) return 'SignatureDoesNotMatch';
    const nonce = given.get('SignatureNonce') ?? '';
    if (nonces.has(nonce)) return 'SignatureNonceUsed';
    nonces.add(nonce);
    const at = given.get('Timestamp') ?? '';
    const late = Math.abs(Date.parse(at) - clock().getTime()) > CLOCK_DRIFT;
    return !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(at) || late ? 'InvalidTimeStamp.Expired' : null;
  }

  function send(given: URLSearchParams): string {
    const read = (name: string) => given.get(name) ?? '';
    const [phone, template] = [read('PhoneNumbers'), read('TemplateCode')];
    const fields = JSON.parse(read('TemplateParam')) as Record<string, string>;
    const faults: readonly (readonly [boolean, string])[] = [
      [`${read('Action')} ${read('Version')}` !== 'SendSms 2017-05-25', 'InvalidVersion'],
      [read('SignName') !== signName, 'isv.SMS_SIGNATURE_ILLEGAL'],
      [!KNOWN_TEMPLATES.has(template), 'isv.SMS_TEMPLATE_ILLEGAL'],
      [!/^(1[3-9]\d{9}|00\d{6,15})$/.test(phone), 'isv.MOBILE_NUMBER_ILLEGAL'],
      [!['hall', 'when'].every((name) => name in fields), 'isv.TEMPLATE_MISSING_PARAMETERS'],
    ];
    const [, refused] = faults.find(([wrong]) => wrong) ?? [];
    if (refused !== undefined) return refused;
    const now = clock().getTime();
    const recent = (lately.get(phone) ?? []).filter((at) => now - at < 60_000);
    if (recent.length >= PER_MINUTE) return 'isv.BUSINESS_LIMIT_CONTROL';
    lately.set(phone, [...recent, now]);
    sent.push({ phone, signName, template, fields });
    return 'OK';
  }

  function answer(given: URLSearchParams): { status: number; code: string } {
    const refused = refuseSignature(given);
    if (refused !== null) return { status: 400, code: refused };
    if (failure.times === 0) return { status: 200, code: send(given) };
    failure = { ...failure, times: failure.times - 1 };
    return { status: failure.code.startsWith('isp.') ? 500 : 200, code: failure.code };
  }

  const listening = await listen((_request, body, response) => {
    const { status, code } = answer(new URLSearchParams(body));
    response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' });
    const RequestId = randomBytes(16).toString('hex').toUpperCase();
    response.end(
      JSON.stringify({ Code: code, Message: code, RequestId, ...(code === 'OK' ? { BizId: '1^0' } : {}) }),
    );
  });

  return {
    ...listening,
    accessKeyId,
    accessKeySecret,
    signName,
    sent,
    failNext(code, times = 1) {
      failure = { code, times };
    },
  };
}

import Taro from '@tarojs/taro';
import { env } from '../env';
import { type Sending, Unreachable } from './types';

const TIMEOUT_MILLISECONDS = 10_000;

/** `POST /api/<room>/<operation>`; every answer of a function is HTTP 200, refusals included. */
export async function sendByHttp(sending: Sending): Promise<unknown> {
  const { room, operation, input, token, idempotencyKey, city, device, language } = sending;
  try {
    const response = await Taro.request<unknown>({
      url: `${env.api}/api/${room}/${operation}`,
      method: 'POST',
      data: input,
      timeout: TIMEOUT_MILLISECONDS,
      dataType: 'json',
      header: {
        'content-type': 'application/json',
        'x-city': city,
        'accept-language': language,
        ...(device === undefined ? {} : { 'x-device': device }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
    });
    if (response.statusCode !== 200) throw new Unreachable(`status ${response.statusCode}`);
    return response.data;
  } catch (error) {
    // Alipay rejects other statuses with error 19 and hides their body: to the person it is the same as no answer.
    throw error instanceof Unreachable ? error : new Unreachable(describe(error));
  }
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.message;
  const fields = (error ?? {}) as { errMsg?: string; errorMessage?: string };
  return fields.errMsg ?? fields.errorMessage ?? 'no answer';
}

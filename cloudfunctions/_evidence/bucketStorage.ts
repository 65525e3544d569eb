import type { FileStorage } from './fileStorage';
import { type SigningKey, signRequest } from './signRequest';

/** A private bucket of a cloud that speaks S3: Tencent COS, Aliyun OSS, MinIO and others. */
export interface BucketAddress extends SigningKey {
  /** `https://<bucket>.cos.ap-shanghai.myqcloud.com`, or `https://<host>/<bucket>` where the cloud wants that. */
  readonly url: string;
}

const TIMEOUT_MILLISECONDS = 10_000;

/** Files in a bucket. Every call is signed; nothing is made readable for anyone else. */
export function bucketStorage(address: BucketAddress): FileStorage {
  async function ask(
    method: 'GET' | 'PUT' | 'DELETE',
    name: string,
    body: Buffer = Buffer.alloc(0),
  ): Promise<Response> {
    const url = new URL(`${address.url.replace(/\/$/, '')}/${name}`);
    const headers = method === 'PUT' ? { 'content-type': 'application/octet-stream' } : {};
    const signed = signRequest(address, { method, url, headers, body, now: new Date() });
    return fetch(url, {
      method,
      headers: signed,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      ...(method === 'PUT' ? { body: new Uint8Array(body) } : {}),
    });
  }

  return {
    async put(name, bytes) {
      expectStatus(await ask('PUT', name, bytes), [200, 201, 204]);
    },
    async get(name) {
      const response = await ask('GET', name);
      if (response.status === 404) return undefined;
      expectStatus(response, [200]);
      return Buffer.from(await response.arrayBuffer());
    },
    async remove(name) {
      expectStatus(await ask('DELETE', name), [200, 204, 404]);
    },
  };
}

function expectStatus({ status }: Response, good: readonly number[]): void {
  if (!good.includes(status)) throw new Error(`The bucket answered ${status}.`);
}

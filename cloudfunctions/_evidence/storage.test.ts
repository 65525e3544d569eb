import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bucketStorage } from './bucketStorage';
import { diskStorage } from './diskStorage';
import type { FileStorage } from './fileStorage';
import { storageOfFunctions } from './openStorage';
import { signRequest } from './signRequest';

const name = '330100/0199a1b2-0000-7000-8000-000000000001';
const key = {
  keyId: 'AKIAIOSFODNN7EXAMPLE',
  key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};

it('signs as in the published examples of the protocol', () => {
  // Amazon S3, "Examples: Signature Calculations in AWS Signature Version 4": GET Object, PUT Object.
  const now = new Date('2013-05-24T00:00:00Z');
  const get = signRequest(key, {
    method: 'GET',
    url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
    headers: { range: 'bytes=0-9' },
    body: Buffer.alloc(0),
    now,
  });

  expect(get.authorization).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
      'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
      'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});

/** A bucket that speaks the wire format: it believes only signatures that it makes itself from what it was sent. */
function bucketStandIn(): Server & { failing: boolean } {
  const kept = new Map<string, Buffer>();
  const answer = ({ method, url = '' }: IncomingMessage, body: Buffer): [number, (string | Buffer)?] => {
    const found = kept.get(url);
    if (method === 'GET')
      return found === undefined ? [404, '<Error><Code>NoSuchKey</Code></Error>'] : [200, found];
    if (method === 'PUT') kept.set(url, body);
    else kept.delete(url);
    return [method === 'PUT' ? 200 : 204];
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const signed = isSigned(request, body);
      const refused = standIn.failing ? 503 : 403;
      const [status, text] = signed && !standIn.failing ? answer(request, body) : [refused, '<Error/>'];
      response.writeHead(status).end(text);
    });
  });
  const standIn = Object.assign(server, { failing: false });
  return standIn;
}

/** The other side of the protocol, written from its description and not from our own signing. */
function isSigned({ method, url, headers }: IncomingMessage, body: Buffer): boolean {
  const [, date = '', region = '', names = '', signature] =
    /Credential=[^/]+\/(\d{8})\/([^/]+)\/s3\/aws4_request,SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
      String(headers.authorization),
    ) ?? [];
  const sha = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
  const mac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest();
  const list = names.split(';');
  const lines = list.map((each) => `${each}:${String(headers[each])}\n`).join('');
  const whole = `${method}\n${url}\n\n${lines}\n${names}\n${sha(body)}`;
  const text = `AWS4-HMAC-SHA256\n${String(headers['x-amz-date'])}\n${date}/${region}/s3/aws4_request\n${sha(whole)}`;
  const signing = mac(mac(mac(mac(`AWS4${key.key}`, date), region), 's3'), 'aws4_request');
  const expected = createHmac('sha256', signing).update(text).digest('hex');
  return headers['x-amz-content-sha256'] === sha(body) && list.includes('host') && signature === expected;
}

const folder = mkdtempSync(path.join(tmpdir(), 'files-'));
const standIn = bucketStandIn();
const bucketAt = (secret = key.key) =>
  bucketStorage({
    ...key,
    key: secret,
    url: `http://127.0.0.1:${(standIn.address() as AddressInfo).port}/evidence`,
  });

beforeAll(() => new Promise<void>((resolve) => standIn.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  rmSync(folder, { recursive: true });
  standIn.closeAllConnections();
  return new Promise((resolve) => standIn.close(resolve));
});

describe.each<[string, () => FileStorage]>([
  ['a folder', () => diskStorage(folder)],
  ['a bucket', () => bucketAt()],
])('%s', (_where, open) => {
  it('gives back what was put, replaces it, and forgets it when told', async () => {
    const storage = open();
    expect(await storage.get(name)).toBeUndefined();
    await storage.put(name, Buffer.from('first'));
    await storage.put(name, Buffer.from([0, 255, 10, 13, 0]));
    expect((await storage.get(name))?.equals(Buffer.from([0, 255, 10, 13, 0]))).toBe(true);

    await storage.remove(name);
    await storage.remove(name);

    expect(await storage.get(name)).toBeUndefined();
  });
});

it('a folder is read by its user only, keeps no half of a file, and is left by no name', async () => {
  const storage = diskStorage(folder);
  await storage.put(name, Buffer.from('sealed'));
  const inside = path.join(folder, '330100');

  expect(statSync(path.join(folder, name)).mode & 0o077).toBe(0);
  expect(readdirSync(inside)).toEqual([path.basename(name)]);
  for (const bad of ['../outside', '330100/../../x', '/etc/passwd', '330100/a.b', '']) {
    await expect(storage.get(bad)).rejects.toThrow('not one of ours');
  }
});

it('a bucket refuses another key, and a fault is a fault and not a missing file', async () => {
  await expect(bucketAt('another-secret').put(name, Buffer.from('x'))).rejects.toThrow('403');
  standIn.failing = true;
  await expect(bucketAt().get(name)).rejects.toThrow('503');
  standIn.failing = false;
});

it('cloud functions without a bucket keep nothing, and say so', async () => {
  const storage = storageOfFunctions({ BUCKET_REGION: 'ap-shanghai' });
  await expect(storage.put(name, Buffer.from('x'))).rejects.toThrow('BUCKET_URL');
});

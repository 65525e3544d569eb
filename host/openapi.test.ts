import Ajv2020 from 'ajv/dist/2020';
import { errorCodes } from '../contract/errorCodes';
import type { Room } from '../contract/operation';
import { rooms } from '../contract/rooms';
import { describeApi } from './openapi';

interface Described {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, { readonly post: Post }>>;
}

interface Post {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
}

type Content = Readonly<Record<'application/json', { readonly schema: object }>>;

const described = JSON.parse(describeApi(rooms)) as Described;
const operations = Object.entries(rooms as Readonly<Record<string, Room>>).flatMap(([room, each]) =>
  Object.entries(each).map(([name, operation]) => ({ room, name, operation })),
);
const posts = operations.map(({ room, name, operation }) => ({
  operation,
  id: `${room}.${name}`,
  post: described.paths[`/api/${room}/${name}`]?.post,
}));

describe('openapi.json', () => {
  it('is OpenAPI 3.1 and lists every operation of the contract, and no other', () => {
    expect(described.openapi).toBe('3.1.0');
    expect(described.info.title).not.toBe('');
    expect(described.info.version).not.toBe('');
    expect(Object.keys(described.paths).sort()).toEqual(
      operations.map(({ room, name }) => `/api/${room}/${name}`).sort(),
    );
    expect(posts.map(({ post }) => post?.operationId)).toEqual(posts.map(({ id }) => id));
  });

  it('holds schemas that a JSON Schema 2020-12 validator takes, with every error code in the answer', () => {
    for (const { post } of posts) {
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      ajv.compile(post!.requestBody.content['application/json'].schema);
      const validate = ajv.compile(post!.responses['200']!.content['application/json'].schema);
      for (const code of errorCodes) {
        expect(validate({ ok: false, error: { code, requestId: 'r' } })).toBe(true);
      }
      expect(validate({ ok: false, error: { code: 'NO_SUCH_CODE', requestId: 'r' } })).toBe(false);
    }
  });

  it('says who needs a token and which take an idempotency key', () => {
    for (const { operation, post } of posts) {
      expect(post!.security.length > 0).toBe(operation.audience !== 'anyone');
      expect(post!.parameters.some(({ name }) => name === 'Idempotency-Key')).toBe(
        operation.kind === 'write',
      );
      expect(post!.summary).not.toBe('');
    }
  });
});

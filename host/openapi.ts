import { z } from 'zod';
import { errorCodes } from '../contract/errorCodes';
import type { Room } from '../contract/operation';
import { freeSlot } from '../contract/slots';

/** The contract as OpenAPI 3.1, generated from the schemas that every call is checked against. */
export function describeApi(rooms: Readonly<Record<string, Room>>): string {
  const paths = Object.entries(rooms).flatMap(([roomName, room]) =>
    Object.entries(room).map(([name, operation]) => [
      `/api/${roomName}/${name}`,
      {
        post: {
          operationId: `${roomName}.${name}`,
          tags: [roomName],
          summary: operation.summary,
          security: operation.audience === 'anyone' ? [] : [{ token: [] }],
          parameters: operation.kind === 'write' ? [idempotencyKey] : [],
          requestBody: json(z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' })),
          responses: {
            200: { description: 'The answer, refusals included', ...json(reply(operation.output)) },
          },
        },
      },
    ]),
  );
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Exit-entry booking', version: '1' },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths: Object.fromEntries(paths),
  });
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key gives the first answer again',
  schema: { type: 'string', pattern: '^[\\w-]{8,64}$' },
};

function json(schema: object) {
  return { content: { 'application/json': { schema } } };
}

function reply(output: z.ZodType) {
  const error = z.object({
    ok: z.literal(false),
    error: z.object({
      code: z.enum(errorCodes),
      details: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(freeSlot)]))
        .optional(),
      requestId: z.string(),
    }),
  });
  const success = z.object({ ok: z.literal(true), data: output });
  return z.toJSONSchema(z.union([success, error]), { io: 'output', unrepresentable: 'any' });
}

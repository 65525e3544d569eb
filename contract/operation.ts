import type { z } from 'zod';

/** Who may ask: anyone, whoever has signed in, a signed-in citizen, staff, or the service's own timers. */
export type Audience = 'anyone' | 'signed-in' | 'citizen' | 'staff' | 'system';

export type Kind = 'read' | 'write';

export interface Operation<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  K extends Kind = Kind,
> {
  readonly kind: K;
  readonly audience: Audience;
  /** One sentence for openapi.json. */
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
}

export type WriteOperation = Operation<z.ZodType, z.ZodType, 'write'>;

export type Room = Readonly<Record<string, Operation>>;

/** An operation that changes nothing; at most, who looked is written down. */
export function read<Input extends z.ZodType, Output extends z.ZodType>(
  audience: Audience,
  summary: string,
  input: Input,
  output: Output,
): Operation<Input, Output, 'read'> {
  return { kind: 'read', audience, summary, input, output };
}

/** An operation that changes something; it takes an idempotency key and answers a retry with the first answer. */
export function write<Input extends z.ZodType, Output extends z.ZodType>(
  audience: Audience,
  summary: string,
  input: Input,
  output: Output,
): Operation<Input, Output, 'write'> {
  return { kind: 'write', audience, summary, input, output };
}

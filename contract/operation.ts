import type { z } from 'zod';
import type { OperationFacts } from './operations';

export type { Audience } from './operations';

export type Kind = OperationFacts['kind'];

/** What is true of an operation, with what it takes and gives. */
export interface Operation<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  K extends Kind = Kind,
> extends OperationFacts {
  readonly kind: K;
  /** One sentence for openapi.json. */
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
}

export type WriteOperation = Operation<z.ZodType, z.ZodType, 'write'>;

export type Room = Readonly<Record<string, Operation>>;

export function operation<K extends Kind, Input extends z.ZodType, Output extends z.ZodType>(
  facts: OperationFacts & { readonly kind: K },
  summary: string,
  input: Input,
  output: Output,
): Operation<Input, Output, K> {
  return { ...facts, summary, input, output };
}

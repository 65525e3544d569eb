import { createHash } from 'node:crypto';

/** A statement with its bound values. `name` lets PostgreSQL keep its plan. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name: string;
}

const preparedTexts = new WeakMap<TemplateStringsArray, Pick<Statement, 'text' | 'name'>>();

/** The only way to write SQL: every interpolation is a bound value, never a piece of text. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Statement {
  let prepared = preparedTexts.get(strings);
  if (prepared === undefined) {
    const text = strings.reduce((joined, part, index) => `${joined}$${index}${part}`);
    prepared = { text, name: createHash('sha256').update(text).digest('hex').slice(0, 32) };
    preparedTexts.set(strings, prepared);
  }
  return { ...prepared, values };
}

import fc from 'fast-check';
import { z } from 'zod';
import { hostileValues } from './hostileValues';
import type { Randomness } from './randomness';

/** A JSON schema, as far as zod writes it. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values that mean something in this city, by what a field is called or looks like. */
export interface Known {
  /** Ids of everything that exists, of the caller and of others. */
  readonly ids: readonly string[];
  readonly slots: readonly string[];
  readonly texts: Readonly<Record<string, readonly unknown[]>>;
}

export type InputClass = 'valid' | 'almost' | 'hostile';

/** Makes inputs of an operation from its own schema. */
export function inputsOf(schema: z.ZodType, known: Known, random: Randomness) {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return (kind: InputClass): unknown => {
    if (kind === 'hostile') return random.pick([hostileValues, [wildObject(root, random)]].flat());
    const valid = valueFor(root, '', known, random);
    return kind === 'valid' ? valid : spoil(valid, random);
  };
}

function valueFor(schema: Schema, name: string, known: Known, random: Randomness): unknown {
  const hints = known.texts[name];
  if (hints !== undefined && random.next() < 0.8) return random.pick(hints);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return valueFor(random.pick(choices), name, known, random);
  return valueOfType(schema, name, known, random);
}

function valueOfType(schema: Schema, name: string, known: Known, random: Randomness): unknown {
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known, random);
    case 'array': {
      const least = schema.minItems ?? 0;
      // The same thing as often as the list allows.
      if (random.next() < 0.1) {
        return Array(schema.maxItems ?? 50).fill(valueFor(schema.items ?? {}, name, known, random));
      }
      const count = least + random.below(Math.min(4, (schema.maxItems ?? 6) - least + 1));
      return Array.from({ length: count }, () => valueFor(schema.items ?? {}, name, known, random));
    }
    case 'integer':
    case 'number':
      return numberOf(schema, random);
    case 'boolean':
      return random.next() < 0.5;
    case 'string':
      return stringOf(schema, known, random);
    default:
      return random.pick(hostileValues);
  }
}

function objectOf({ properties = {}, required = [] }: Schema, known: Known, random: Randomness) {
  const present = Object.entries(properties).filter(
    ([name]) => required.includes(name) || random.next() < 0.7,
  );
  return Object.fromEntries(present.map(([name, inner]) => [name, valueFor(inner, name, known, random)]));
}

function numberOf({ type, minimum = -10, maximum = 1_000 }: Schema, random: Randomness): number {
  const value = minimum + random.next() * (maximum - minimum);
  return type === 'integer' ? Math.round(value) : value;
}

const samples = new Map<string, readonly string[]>();

function stringOf(
  { pattern, format, minLength = 0, maxLength = 40 }: Schema,
  known: Known,
  random: Randomness,
) {
  if (format === 'uuid') {
    const id = random.pick(known.ids);
    return random.next() < 0.1 ? id.toUpperCase() : id;
  }
  if (format === 'date-time') return random.pick(['2026-11-24T01:00:00Z', '2026-12-01T00:00:00.000Z']);
  if (pattern?.includes('\\d{4}-\\d{2}-\\d{2}')) return random.pick(known.slots);
  if (pattern !== undefined) return random.pick(matching(pattern));
  const length = minLength + random.below(Math.max(1, Math.min(60, maxLength - minLength)));
  return Array.from({ length }, () => random.pick(['a', 'Z', '0', '王', ' ', '-', '😀'])).join('');
}

/** Texts that a pattern takes; the few that cannot be made from it are names. */
function matching(pattern: string): readonly string[] {
  const known = samples.get(pattern);
  if (known !== undefined) return known;
  let made: readonly string[] = ['王小明', 'Anna'];
  try {
    made = fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { numRuns: 30, seed: 7 });
  } catch {
    // Unicode classes are beyond the generator.
  }
  samples.set(pattern, made);
  return made;
}

/** Changes one thing of a good input: a field is missing, of another kind, hostile, or unknown. */
function spoil(value: unknown, random: Randomness): unknown {
  if (typeof value !== 'object' || value === null) return random.pick(hostileValues);
  const names = Object.keys(value);
  if (names.length === 0)
    return { [random.pick(['__proto__x', 'extra', 'constructor'])]: random.pick(hostileValues) };
  const name = random.pick(names);
  const inner = (value as Record<string, unknown>)[name];
  const deeper = typeof inner === 'object' && inner !== null && random.next() < 0.6;
  const spoiled = deeper ? spoil(inner, random) : random.pick(hostileValues);
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? spoiled : item));
  const { [name]: _gone, ...rest } = value as Record<string, unknown>;
  return random.next() < 0.2 ? rest : { ...rest, [name]: spoiled };
}

/** The right names with wild values. */
function wildObject({ properties = {} }: Schema, random: Randomness): unknown {
  return Object.fromEntries(Object.keys(properties).map((name) => [name, random.pick(hostileValues)]));
}

import { z } from 'zod';
import { rooms } from './rooms';

interface Part {
  /** `slots.search.halls[]` */
  readonly path: string;
  readonly schema: z.ZodType;
}

/** The schemas right inside a schema, with what they add to its path. */
function insideOf(schema: z.ZodType): [unknown, string][] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).map(([name, field]) => [field, `.${name}`]);
  }
  if (schema instanceof z.ZodArray) return [[schema.element, '[]']];
  if (schema instanceof z.ZodRecord) return [[schema.valueType, '{}']];
  if (schema instanceof z.ZodUnion) return schema.options.map((each) => [each, '']);
  if (schema instanceof z.ZodPipe) return [[schema.in, '']];
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return isWrapped ? [[schema.unwrap(), '']] : [];
}

/** Every schema inside a schema, each with the path at which it stands. */
function partsOf(schema: z.ZodType, path: string): Part[] {
  const inside = insideOf(schema).flatMap(([part, added]) => partsOf(part as z.ZodType, `${path}${added}`));
  return [{ path, schema }, ...inside];
}

const parts = Object.entries(rooms).flatMap(([room, operations]) =>
  Object.entries<{ readonly input: z.ZodType }>(operations).flatMap(([name, { input }]) =>
    partsOf(input, `${room}.${name}`),
  ),
);
const checksOf = (schema: z.ZodType) => (schema._zod.def.checks ?? []).map((check) => check._zod.def.check);
const those = <Schema extends z.ZodType>(is: (schema: z.ZodType) => schema is Schema) =>
  parts.filter((part): part is Part & { schema: Schema } => is(part.schema));

const texts = those((schema) => schema instanceof z.ZodString);
const lists = those((schema) => schema instanceof z.ZodArray);
const ids = those((schema): schema is z.ZodUUID => schema instanceof z.ZodUUID);
const takes = (schema: z.ZodType, text: string) => schema.safeParse(text).success;
const days = texts.filter(
  ({ schema }) => takes(schema, '2026-12-01') && !takes(schema, '2026-12-0a') && !takes(schema, '12345678'),
);

/** Written by programs, not by people: tokens, vendors' codes and what a scanner reads. */
const byPrograms = [
  'identity.signIn.code',
  'desk.checkIn.by.pass',
  'guide.answer.answers{}',
  'messages.allow.templates[]',
  'reservations.make.challenge',
  'tickets.take.presence.hallCode',
  'tickets.checkIn.presence.hallCode',
];

it('finds the inputs of the contract', () => {
  expect(texts.length).toBeGreaterThan(100);
  expect(lists.length).toBeGreaterThan(20);
  expect(ids.length).toBeGreaterThan(40);
  expect(days.length).toBeGreaterThan(15);
});

describe('texts', () => {
  it.each(texts)('$path is of a fixed form, or normalised as it arrives', ({ path, schema }) => {
    const checks = checksOf(schema);
    const hasFixedForm = checks.includes('string_format') || checks.includes('custom');
    if (!byPrograms.includes(path)) expect(hasFixedForm || checks.includes('overwrite')).toBe(true);
  });

  it.each(texts.filter(({ schema }) => checksOf(schema).includes('overwrite')))(
    '$path takes no longer text than it has time for',
    ({ schema }) => {
      expect(checksOf(schema)[0]).toBe('max_length');
      expect(schema.safeParse('x'.repeat(100_000)).success).toBe(false);
    },
  );
});

describe('lists', () => {
  it.each(lists)('$path has a bound of at most 100', ({ schema }) => {
    const bounds = (schema._zod.def.checks ?? []).map((check) => check._zod.def as { maximum?: number });
    expect(Math.min(...bounds.map(({ maximum = Number.POSITIVE_INFINITY }) => maximum))).toBeLessThanOrEqual(
      100,
    );
  });

  // People and what is theirs may repeat a form; rules of the domain look at them.
  it.each(lists.filter(({ schema }) => !(schema.element instanceof z.ZodObject)))(
    '$path counts a repeated value once',
    ({ schema }) => {
      expect(checksOf(schema).at(-1)).toBe('overwrite');
    },
  );

  it('a hall that is asked for fifty times is one hall', () => {
    const search = {
      service: 'passport',
      from: '2026-12-01',
      to: '2026-12-02',
      halls: Array(50).fill('city'),
    };
    expect(rooms.slots.search.input.parse(search).halls).toEqual(['city']);
  });
});

describe('identifiers', () => {
  it.each(ids)('$path means the same in capitals', ({ schema }) => {
    const id = '01a21e64-1ac9-7193-a7c1-1e2a389c1889';
    expect(schema.parse(id.toUpperCase())).toBe(id);
    expect(schema.parse('01A21e64-1ac9-7193-A7c1-1e2a389C1889')).toBe(id);
  });
});

describe('days', () => {
  it.each(days)('$path exists and has a year of 1900 to 2099', ({ schema }) => {
    for (const day of ['0050-01-01', '0000-01-01', '1899-12-31', '2100-01-01', '9999-12-31', '10000-01-01']) {
      expect(schema.safeParse(day).success).toBe(false);
    }
    for (const day of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '+026-01-01',
      '２０２６-01-01',
    ]) {
      expect(schema.safeParse(day).success).toBe(false);
    }
    expect(schema.safeParse('2028-02-29').success).toBe(true);
  });
});

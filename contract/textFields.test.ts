import { z } from 'zod';
import { rooms } from './rooms';

/** Every text of an input, by the path at which it stands. */
function textsOf(schema: z.ZodType, path: string): { path: string; text: z.ZodString }[] {
  if (schema instanceof z.ZodString) return [{ path, text: schema }];
  if (schema instanceof z.ZodObject) {
    return Object.entries<z.ZodType>(schema.shape).flatMap(([name, field]) =>
      textsOf(field, `${path}.${name}`),
    );
  }
  if (schema instanceof z.ZodArray) return textsOf(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((each) => textsOf(each as z.ZodType, path));
  if (schema instanceof z.ZodRecord) return textsOf(schema.valueType as z.ZodType, `${path}{}`);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return textsOf(schema.unwrap() as z.ZodType, path);
  }
  if (schema instanceof z.ZodPipe) return textsOf(schema.in as z.ZodType, path);
  return [];
}

const texts = Object.entries(rooms).flatMap(([room, operations]) =>
  Object.entries<{ readonly input: z.ZodType }>(operations).flatMap(([name, { input }]) =>
    textsOf(input, `${room}.${name}`),
  ),
);
const checksOf = (text: z.ZodString) => (text._zod.def.checks ?? []).map((check) => check._zod.def.check);

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

it('finds the texts of the contract', () => {
  expect(texts.length).toBeGreaterThan(100);
});

it.each(texts)('$path is of a fixed form, or normalised as it arrives', ({ path, text }) => {
  const checks = checksOf(text);
  const hasFixedForm = checks.includes('string_format') || checks.includes('custom');
  if (!byPrograms.includes(path)) expect(hasFixedForm || checks.includes('overwrite')).toBe(true);
});

it.each(texts.filter(({ text }) => checksOf(text).includes('overwrite')))(
  '$path takes no longer text than it has time for',
  ({ text }) => {
    expect(checksOf(text)[0]).toBe('max_length');
    expect(text.safeParse('x'.repeat(100_000)).success).toBe(false);
  },
);

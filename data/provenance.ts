import { z } from 'zod';

/** `official`: the state says it itself. `repost`: others copy what the state said. `report`: somebody else says it. */
const sourceKinds = ['official', 'repost', 'report'] as const;

/** `data/<city>/sources.json`: everything that facts cite, once, so that a date is corrected in one place. */
export const sourcesFile = z.object({
  sources: z.array(
    z.object({
      /** An address, or the name by which facts cite it. */
      cites: z.string().min(10),
      publisher: z.string().min(4),
      kind: z.enum(sourceKinds),
      /** A day, a month or a year; null where the source does not say. */
      date: z
        .string()
        .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
        .nullable(),
    }),
  ),
});

export type Sources = readonly Readonly<z.output<typeof sourcesFile>['sources'][number]>[];

/** Whose word a fact is: the state's, nobody's that we could confirm, or our own. */
export type FactStatus = 'official' | 'unconfirmed' | 'ours';

export interface Provenance {
  readonly status: FactStatus;
  /** The newest date of what it cites; null where none is known. */
  readonly date: string | null;
  readonly sources: Sources;
}

const ASSUMPTION = 'assumption:';
const ADDRESS = /https?:\/\/[^\s)，,;]+/g;

/**
 * Where a fact comes from, by its `source`: `assumption: …` is ours, everything else cites sources of the table. Throws
 * with a sentence when it cites what the table does not know, or nothing at all.
 */
export function provenanceOf(source: string, table: Sources): Provenance {
  const addresses: readonly string[] = source.match(ADDRESS) ?? [];
  const cited = table.filter(({ cites }) =>
    cites.startsWith('http') ? addresses.includes(cites) : source.includes(cites),
  );
  const unknown = addresses.filter((address) => cited.every(({ cites }) => cites !== address));
  if (unknown.length > 0) throw new Error(`sources.json does not know ${unknown.join(', ')}.`);
  const ours = source.startsWith(ASSUMPTION);
  if (!ours && cited.length === 0) throw new Error(`Neither an assumption nor a source: ${source}`);
  const dates = cited.flatMap(({ date }) => date ?? []).sort();
  const status = ours ? 'ours' : cited.some(({ kind }) => kind === 'official') ? 'official' : 'unconfirmed';
  return { status, date: dates.at(-1) ?? null, sources: cited };
}

/** A thing that citizens are told or that decides what they are told, with where it stands in the data. */
export interface Fact {
  readonly file: string;
  /** As `halls.xihu.phone`. */
  readonly path: string;
  readonly value: unknown;
  readonly source: string;
}

/** Every fact of a file: whatever stands beside a `source`, or under the name of a `…Source`. */
export function factsOf(file: string, content: unknown, path = ''): Fact[] {
  if (Array.isArray(content)) {
    return content.flatMap((each, index) => factsOf(file, each, `${path}.${nameOf(each) ?? index + 1}`));
  }
  if (typeof content !== 'object' || content === null) return [];
  const fields = Object.entries(content);
  const named = fields.flatMap(([name, source]): Fact[] => {
    if (typeof source !== 'string' || !/source$/i.test(name)) return [];
    if (name === 'source') return [{ file, path: path.slice(1), value: withoutSources(content), source }];
    const of = name.slice(0, -'Source'.length);
    const [field, value] = fields.find(isSourcedBy(name)) ?? [of, `every one of the ${of} below`];
    return [{ file, path: `${path}.${field}`.slice(1), value, source }];
  });
  return [...named, ...fields.flatMap(([name, inner]) => factsOf(file, inner, `${path}.${name}`))];
}

/** What a fact says besides facts that have sources of their own. */
function withoutSources(content: object): object | string {
  const sources = Object.keys(content).filter((name) => /source$/i.test(name));
  const own = Object.entries(content).filter(
    (field) =>
      !sources.includes(field[0]) &&
      !sources.some((name) => isSourcedBy(name)(field)) &&
      factsOf('', field[1]).length === 0,
  );
  return own.length === 0 ? 'everything below' : Object.fromEntries(own);
}

/** `minutesSource` is the source of `minutesPerApplicant`, `windowsSource` of `windows`. */
function isSourcedBy(sourceName: string) {
  const of = sourceName.slice(0, -'Source'.length);
  return ([name]: [string, unknown]) => of !== '' && name !== sourceName && name.startsWith(of);
}

/** The files of a city, when every fact in them says whose word it is; throws a sentence with the first that does not. */
export function withProvenance<Files extends { readonly sources: Sources }>(city: Files): Files {
  const { sources, ...files } = city;
  const facts = Object.entries(files).flatMap(([name, content]) => factsOf(`${name}.json`, content));
  for (const { file, path, source } of facts) {
    try {
      provenanceOf(source, sources);
    } catch (error) {
      throw new Error(`${file}, ${path}: ${(error as Error).message}`);
    }
  }
  return city;
}

/** What tells the items of a list apart. */
function nameOf(item: unknown): string | undefined {
  const fields = (item ?? {}) as Record<string, unknown>;
  const names = [
    'hall',
    'kiosk',
    'service',
    'name',
    'hint',
    'letter',
    'reason',
    'kind',
    'lane',
    'id',
    'date',
  ];
  return names.map((name) => fields[name]).find((name): name is string => typeof name === 'string');
}

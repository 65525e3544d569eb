import { type Fact, factsOf, provenanceOf, type Sources } from './provenance';

const HEAD = `# Every fact and where it comes from

Written by \`npm run facts\` from \`data/\`; a test fails while this page is not what the data says. An administrator's
changes in a running city are in its database and its audit, not here.

\`official\`: the state says it itself. \`unconfirmed\`: others report it or copy it, and nothing official was found.
\`ours\`: an assumption or a number of the product; nobody should take it for the state's. The date is that of the newest
source; \`?\` where the sources carry none.
`;

/** The register of a city's facts as a page. */
export function factRegister(files: Readonly<Record<string, unknown>>, table: Sources): string {
  const chapters = Object.entries(files).flatMap(([name, content]) => {
    const rows = mergeAlike(factsOf(`${name}.json`, content)).map((row) => lineOf(row, table));
    return rows.length === 0
      ? []
      : [
          `\n## ${name}.json\n`,
          '| where | what | status | date | source |',
          '|---|---|---|---|---|',
          ...rows,
        ];
  });
  return [HEAD, countsOf(files, table), ...chapters, '', ...sourceList(table)].join('\n');
}

function countsOf(files: Readonly<Record<string, unknown>>, table: Sources): string {
  const counts = new Map<string, number>();
  for (const { source } of Object.entries(files).flatMap(([name, content]) => factsOf(name, content))) {
    const { status } = provenanceOf(source, table);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const said = ['official', 'unconfirmed', 'ours'].map((status) => `${counts.get(status) ?? 0} ${status}`);
  return `Today: ${said.join(', ')}.`;
}

interface Row extends Fact {
  readonly paths: readonly string[];
}

/** Facts that say the same from the same source in many places are one row. */
function mergeAlike(facts: readonly Fact[]): Row[] {
  const rows = new Map<string, Row>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.path.split('.').at(-1), fact.value, fact.source]);
    const known = rows.get(key);
    rows.set(key, { ...fact, paths: [...(known?.paths ?? []), fact.path] });
  }
  return [...rows.values()];
}

const SHOWN_PATHS = 3;

function lineOf({ paths, value, source }: Row, table: Sources): string {
  const { status, date } = provenanceOf(source, table);
  const where = paths.slice(0, SHOWN_PATHS).map((path) => `\`${path === '' ? 'all' : path}\``);
  const more = paths.length > SHOWN_PATHS ? ` and ${paths.length - SHOWN_PATHS} more` : '';
  const cells = [
    `${where.join(', ')}${more}`,
    say(value),
    status,
    date ?? (status === 'ours' ? '' : '?'),
    source,
  ];
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** A value in a few words: the Chinese of what is said in two languages, and fields by their names. */
function say(value: unknown): string {
  if (Array.isArray(value)) return value.map(say).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('zh' in value && typeof value.zh === 'string') return [value.zh, ...others(value)].join('; ');
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${say(inner)}`)
    .join('; ');
}

/** What stands beside a text in two languages, as `verified` beside an address. */
function others(value: object): string[] {
  return Object.entries(value)
    .filter(([name]) => name !== 'zh' && name !== 'en')
    .map(([name, inner]) => `${name}: ${say(inner)}`);
}

function sourceList(table: Sources): string[] {
  const rows = table.map(
    ({ cites, publisher, kind, date }) =>
      `| ${escapeCell(cites)} | ${publisher} | ${kind} | ${date ?? '?'} |`,
  );
  return ['## Sources\n', '| cited as | who | kind | date |', '|---|---|---|---|', ...rows, ''];
}

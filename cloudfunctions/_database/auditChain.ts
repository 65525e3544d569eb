import type { AuditFacts } from './audit';

/** Makes the keyed hash of a text: the sealer's blind index, which needs a key that the database does not hold. */
export type KeyedHash = (text: string) => string;

/** An entry of the audit as the table holds it. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
  readonly request_id: string;
}

/** What a day's chain begins with. */
export function firstLink(hash: KeyedHash, city: string, day: string): string {
  return hash(`audit/${city}/${day}`);
}

/** The link of an entry that follows `previous`. */
export function nextLink(hash: KeyedHash, previous: string, entry: AuditRow): string {
  const { id, at, actor, action, subject, before, after, request_id } = entry;
  const fields = [id, at.toISOString(), actor, action, subject, sorted(before), sorted(after), request_id];
  return hash(`audit/${previous}/${JSON.stringify(fields)}`);
}

/** The same facts give the same text, in whatever order the database keeps them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, inner]) => [name, sorted(inner)]);
}

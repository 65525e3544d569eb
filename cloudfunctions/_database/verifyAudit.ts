import { type AuditRow, firstLink, type KeyedHash, nextLink } from './auditChain';
import type { Queryable } from './database';
import { sql } from './sql';

/** What is wrong with the audit, in words for an operator. */
export interface AuditReport {
  readonly days: number;
  readonly entries: number;
  readonly problems: readonly string[];
}

interface DayRow {
  readonly day: string;
  readonly entries: number;
  readonly head: string;
  readonly previous_day: string | null;
  readonly previous_entries: number | null;
  readonly previous_head: string | null;
}

interface LinkRow extends Omit<AuditRow, 'id'> {
  readonly sequence: number;
  readonly entry_id: string;
  readonly hash: string;
  /** Null when the entry is gone. */
  readonly id: string | null;
}

/** Walks every chain of a city and names each entry that was changed, is missing, or was never linked. */
export async function verifyAudit(
  database: Queryable,
  hash: KeyedHash,
  city: string,
  unlinkedBefore: Date,
): Promise<AuditReport> {
  const days = await database.rows<DayRow>(sql`
    select day, entries, head, previous_day, previous_entries, previous_head from audit_day
    where city = ${city} order by day`);
  const problems: string[] = [];
  let entries = 0;
  for (const [index, day] of days.entries()) {
    const links = await readLinks(database, city, day.day);
    entries += links.length;
    problems.push(...verifyDay(hash, city, day, links), ...verifyDayBefore(day, days[index - 1]));
  }
  return {
    days: days.length,
    entries,
    problems: [...problems, ...(await neverLinked(database, city, unlinkedBefore))],
  };
}

function readLinks(database: Queryable, city: string, day: string): Promise<LinkRow[]> {
  return database.rows<LinkRow>(sql`
    select link.sequence, link.entry_id, link.hash, entry.id, entry.at, entry.actor, entry.action, entry.subject,
      entry.before, entry.after, entry.request_id
    from audit_link link left join audit_entry entry on entry.city = ${city} and entry.id = link.entry_id
    where link.city = ${city} and link.day = ${day} order by link.sequence`);
}

function verifyDay(hash: KeyedHash, city: string, day: DayRow, links: readonly LinkRow[]): string[] {
  const problems: string[] = [];
  let previous = firstLink(hash, city, day.day);
  for (const [index, link] of links.entries()) {
    const name = `${day.day} #${link.sequence}`;
    if (link.sequence !== index + 1) return [...problems, `${day.day}: link #${index + 1} is missing`];
    if (link.id === null) problems.push(`${name}: entry ${link.entry_id} is missing`);
    else if (nextLink(hash, previous, { ...link, id: link.id }) !== link.hash)
      problems.push(`${name}: entry ${link.entry_id} was changed`);
    previous = link.hash;
  }
  if (links.length !== day.entries)
    problems.push(`${day.day}: ${day.entries - links.length} links are missing at the end`);
  if (previous !== day.head) problems.push(`${day.day}: the last link is not the head of the day`);
  return problems;
}

/** The day before may have grown since, but not shrunk, and not vanished. */
function verifyDayBefore(day: DayRow, before: DayRow | undefined): string[] {
  if (day.previous_day === null) return before === undefined ? [] : [`${day.day}: forgets ${before.day}`];
  if (before === undefined || before.day < day.previous_day)
    return [`${day.previous_day}: the day is missing`];
  const shrunk = before.day === day.previous_day && before.entries < (day.previous_entries ?? 0);
  return shrunk ? [`${before.day}: has become shorter`] : [];
}

async function neverLinked(database: Queryable, city: string, before: Date): Promise<string[]> {
  const rows = await database.rows<{ id: string; at: Date }>(sql`
    select entry.id, entry.at from audit_entry entry
    where entry.city = ${city} and entry.at < ${before}
      and not exists (select 1 from audit_link link where link.city = ${city} and link.entry_id = entry.id)
    order by entry.at limit 100`);
  return rows.map(({ id, at }) => `${at.toISOString()}: entry ${id} was never linked`);
}

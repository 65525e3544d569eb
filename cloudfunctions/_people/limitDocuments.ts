import { toHallTime } from '../../domain/calendar/hallTime';
import { readIdentityDocument } from '../../domain/person/identityDocument';
import type { TrustRules } from '../../domain/trust/trustRules';
import type { Database, Queryable } from '../_database/database';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import type { CallContext } from '../_runtime/handlers';
import type { Sealer } from '../_runtime/sealing';
import { blindDocument } from './sealedPerson';

const DAY = 86_400_000;

type DeclaredDocument = Parameters<typeof readIdentityDocument>[0];

/**
 * Some refusals tell whether a document has a visit or a ticket already, and must not be had for many documents. Counts
 * the different documents that a citizen's input names, by account, device and address, whatever comes of the call;
 * true when there are too many. Outside any transaction, so that a refused try counts too. Numbers that cannot exist
 * are not looked up and not counted.
 */
export async function triesTooManyDocuments(
  { database, sealer }: { readonly database: Database; readonly sealer: Sealer },
  input: unknown,
  context: CallContext,
): Promise<boolean> {
  const { caller, city, now } = context;
  if (caller.kind !== 'citizen') return false;
  const today = toHallTime(now).date;
  const documents = documentsIn(input).flatMap((declared) => {
    const read = readIdentityDocument(declared, today);
    return read.ok ? [blindDocument(sealer, read.value)] : [];
  });
  if (documents.length === 0) return false;
  const rules = await trustRulesOf(database, city);
  const limits = limitsOf(context, sealer, rules);
  await database.rows(sql`
    insert into document_try (city, who, document_blind, tried_at)
    select ${city}, who, document_blind, ${now} from unnest(${[...limits.keys()]}::text[]) who
      cross join unnest(${documents}::text[]) document_blind
    on conflict (city, who, document_blind) do nothing`);
  const since = new Date(now.getTime() - rules.technicalDays * DAY);
  const counts = await database.rows<{ who: string; documents: number }>(sql`
    select who, count(*)::integer as documents from document_try
    where city = ${city} and who = any(${[...limits.keys()]}::text[]) and tried_at > ${since} group by who`);
  return counts.some(({ who, documents: tried }) => tried > (limits.get(who) ?? 0));
}

/** Forgets the documents that an account has typed, by whichever way they were counted. */
export async function forgetTriedDocuments(
  database: Queryable,
  sealer: Sealer,
  { city, accountId }: { readonly city: string; readonly accountId: string },
): Promise<void> {
  await database.rows(sql`
    delete from document_try where city = ${city} and document_blind in (
      select document_blind from document_try
      where city = ${city} and who = ${blindName(sealer, 'account', accountId)})`);
}

function blindName(sealer: Sealer, kind: 'account' | 'device' | 'address', name: string): string {
  return sealer.blind(`document-try:${kind}:${name}`);
}

/** How many different documents each of those who stand behind a call may try; their names are blind. */
function limitsOf(
  { accountId, device, address }: CallContext,
  sealer: Sealer,
  rules: TrustRules,
): ReadonlyMap<string, number> {
  const sources: ['account' | 'device' | 'address', string | undefined, number][] = [
    ['account', accountId, rules.documentsTriedPerAccount],
    ['device', device, rules.documentsTriedPerDevice],
    ['address', address, rules.documentsTriedPerAddress],
  ];
  return new Map(
    sources.flatMap(([kind, name, max]) =>
      name === undefined || name === '' ? [] : [[blindName(sealer, kind, name), max] as const],
    ),
  );
}

/** Every document that stands somewhere in an input that its schema has admitted. */
function documentsIn(value: unknown): DeclaredDocument[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(documentsIn);
  return 'documentNumber' in value && 'documentType' in value
    ? [value as DeclaredDocument, ...inside]
    : inside;
}

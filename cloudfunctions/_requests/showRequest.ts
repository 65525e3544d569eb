import type { Request, ReviewedRequest } from '../../contract/requests';
import type { LocalDate } from '../../domain/calendar/localDate';
import type { Residence } from '../../domain/person/residence';
import type { RequestKind } from '../../domain/requests/requestKind';
import { type RequestStatus, undecidedStatuses } from '../../domain/requests/requestStatus';
import type { Service } from '../../domain/service';
import type { Queryable } from '../_database/database';
import { type Statement, sql } from '../_database/sql';
import type { MediaType } from '../_evidence/goodFile';
import { requestPersonContext, requestTextContext } from '../_people/contexts';
import { maskPersonalData, openPersonalData } from '../_people/sealedPerson';
import { ERASED } from '../_people/sealedPlaces';
import type { Sealer } from '../_runtime/sealing';

interface RequestRow {
  readonly id: string;
  readonly kind: RequestKind;
  readonly reason: string;
  readonly hall: string;
  readonly status: RequestStatus;
  readonly company: { readonly id: string; readonly name: string } | null;
  readonly statement_sealed: string;
  readonly note_sealed: string;
  readonly appeal_sealed: string;
  readonly letter_from: LocalDate | null;
  readonly letter_until: LocalDate | null;
  readonly covered_by: string | null;
  readonly submitted_at: Date;
  readonly due_at: Date;
  readonly decided_at: Date | null;
  readonly appealed_at: Date | null;
  readonly expires_at: Date | null;
  readonly reservation_id: string | null;
  readonly people: readonly {
    readonly position: number;
    readonly services: readonly Service[];
    readonly sealed: string;
    readonly residence: Residence;
  }[];
  readonly evidence: readonly {
    readonly id: string;
    readonly media_type: MediaType;
    readonly bytes: number;
    readonly pages: number | null;
  }[];
}

/** Requests by their ids, in the order given, with their people and files; whoever asks has chosen what may be seen. */
async function readRequests(
  database: Queryable,
  city: string,
  ids: readonly string[],
): Promise<RequestRow[]> {
  if (ids.length === 0) return [];
  return database.rows<RequestRow>(sql`
    select request.id, kind, reason, hall, request.status, statement_sealed, note_sealed, appeal_sealed, letter_from,
      letter_until, covered_by, submitted_at, due_at, decided_at, appealed_at, expires_at, reservation_id,
      (select json_build_object('id', company.id, 'name', company.name) from company
        where company.city = ${city} and company.id = request.company_id) as company,
      coalesce((select json_agg(json_build_object('position', position, 'services', services, 'sealed', sealed,
          'residence', residence) order by position)
        from request_person person where person.city = ${city} and person.request_id = request.id), '[]') as people,
      coalesce((select json_agg(json_build_object('id', evidence.id, 'media_type', media_type, 'bytes', bytes,
          'pages', pages) order by evidence.created_at, evidence.id)
        from evidence where evidence.city = ${city} and evidence.request_id = request.id
          and evidence.status = 'stored'), '[]') as evidence
    from request join unnest(${ids}::uuid[]) with ordinality as wanted(id, place) on wanted.id = request.id
    where request.city = ${city} order by wanted.place`);
}

/** Requests of which a statement gives the ids, as their owner sees them. */
export async function showRequests(
  { database, sealer }: { readonly database: Queryable; readonly sealer: Sealer },
  city: string,
  chosen: Statement,
): Promise<Request[]> {
  const ids = await database.rows<{ id: string }>(chosen);
  const rows = await readRequests(
    database,
    city,
    ids.map(({ id }) => id),
  );
  return rows.map((row) => toRequest(sealer, row));
}

/** … and as their hall reads them. */
export async function showReviewed(
  { database, sealer }: { readonly database: Queryable; readonly sealer: Sealer },
  { city, now }: { readonly city: string; readonly now: Date },
  chosen: Statement,
): Promise<ReviewedRequest[]> {
  const ids = await database.rows<{ id: string }>(chosen);
  const rows = await readRequests(
    database,
    city,
    ids.map(({ id }) => id),
  );
  return rows.map((row) => {
    const appeal = openText(sealer, row, 'appeal');
    const since = row.appealed_at ?? row.submitted_at;
    return {
      ...toRequest(sealer, row),
      ...(appeal === '' ? {} : { appeal }),
      overdue: undecidedStatuses.includes(row.status) && row.due_at < now,
      ageMinutes: Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000)),
    };
  });
}

function toRequest(sealer: Sealer, row: RequestRow): Request {
  const note = openText(sealer, row, 'note');
  return {
    id: row.id,
    kind: row.kind,
    reason: row.reason,
    hall: row.hall,
    status: row.status,
    people: row.people.map(({ position, services, sealed, residence }) => {
      const data = openPersonalData(sealer, sealed, requestPersonContext(row.id, position));
      const { name, documentType, documentNumber } = maskPersonalData(data);
      return { name, documentType, documentNumber, residence, services: [...services] };
    }),
    evidence: row.evidence.map(({ id, media_type, bytes, pages }) => ({
      id,
      mediaType: media_type,
      bytes,
      ...(pages === null ? {} : { pages }),
    })),
    ...(row.company === null ? {} : { company: row.company }),
    ...(row.letter_from === null || row.letter_until === null
      ? {}
      : { letter: { from: row.letter_from, until: row.letter_until } }),
    coveredByLetter: row.covered_by !== null,
    statement: openText(sealer, row, 'statement'),
    submittedAt: row.submitted_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    ...instants(row),
    ...(note === '' ? {} : { note }),
    ...(row.reservation_id === null ? {} : { reservation: row.reservation_id }),
  };
}

function instants({ decided_at, appealed_at, expires_at }: RequestRow) {
  return {
    ...(decided_at === null ? {} : { decidedAt: decided_at.toISOString() }),
    ...(appealed_at === null ? {} : { appealedAt: appealed_at.toISOString() }),
    ...(expires_at === null ? {} : { expiresAt: expires_at.toISOString() }),
  };
}

function openText(sealer: Sealer, row: RequestRow, text: 'statement' | 'note' | 'appeal'): string {
  const sealed = row[`${text}_sealed`];
  return sealed === ERASED ? '' : sealer.open(sealed, requestTextContext(row.id, text));
}

import type { desk } from '../../contract/desk';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { sql } from '../_database/sql';
import { findEvidence } from '../_evidence/evidenceRows';
import { openPart } from '../_evidence/openEvidence';
import { showReviewed } from '../_requests/showRequest';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import { showReviewedOne } from './showReviewedOne';

/** What waits for a hall, soonest due first: the longest overdue stands on top. */
export const listRequests: Handler<typeof desk.listRequests> = async (dependencies, input, context) => {
  const { hall, show, limit } = input;
  const { city, now } = context;
  const chosen =
    show === 'undecided'
      ? sql`
          select id from request
          where city = ${city} and hall = ${hall} and status in ('submitted', 'appealed')
          order by due_at, id limit ${limit}`
      : sql`
          select id from request
          where city = ${city} and hall = ${hall} and decision is not null and status not in ('submitted', 'appealed')
          order by decided_at desc, id limit ${limit}`;
  const [counts] = await dependencies.database.rows<{ undecided: number; overdue: number }>(sql`
    select count(*)::integer as undecided, count(*) filter (where due_at < ${now})::integer as overdue from request
    where city = ${city} and hall = ${hall} and status in ('submitted', 'appealed')`);
  return accept({
    requests: await showReviewed(dependencies, context, chosen),
    undecided: counts?.undecided ?? 0,
    overdue: counts?.overdue ?? 0,
    asOf: now.toISOString(),
  });
};

export const getRequest: Handler<typeof desk.getRequest> = (dependencies, { hall, request }, context) =>
  showReviewedOne(dependencies, context, hall, request);

/** A part of a file, for whoever decides on it. That they looked is written down before they see anything. */
export const openEvidence: Handler<typeof desk.openEvidence> = async (
  dependencies,
  { hall, request, evidence, part },
  { city, accountId, now, requestId },
) => {
  const { database } = dependencies;
  const row = await findEvidence(database, city, evidence);
  const ofHall = await database.rows(sql`
    select 1 from request where city = ${city} and id = ${request} and hall = ${hall}`);
  if (row === undefined || row.request_id !== request || ofHall.length === 0) {
    return deny('NOT_FOUND', { field: 'evidence' });
  }
  const opened = await openPart(dependencies, city, row, part);
  if (!opened.ok) return opened;
  await audit(database, {
    city,
    at: now,
    actor: `staff:${accountId}`,
    action: 'desk.openEvidence',
    subject: `evidence:${evidence}`,
    after: { request, part },
    requestId,
  });
  return opened;
};

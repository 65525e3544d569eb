import { audit } from '../_database/audit';
import { trustRulesOf } from '../_database/rules';
import { type Statement, sql } from '../_database/sql';
import { eraseRequests } from '../_people/eraseRequests';
import { eraseTickets, eraseVisits, eraseWaits } from '../_people/eraseVisits';
import { newId } from '../_runtime/ids';
import type { Timer } from './timer';

const DAY = 86_400_000;
/** Visits of one run; the next run goes on. */
const VISITS = 1_000;

/** Deletes what has been kept for as long as the rules allow. Gives how many rows were erased or deleted. */
export const eraseOldData: Timer = async ({ database }, city, now) => {
  const rules = await trustRulesOf(database, city);
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  return database.transaction(async (transaction) => {
    const old = { city, now, before: ago(rules.visitDataDays), accountId: null, limit: VISITS };
    const visits = await eraseVisits(transaction, old);
    const waits = await eraseWaits(transaction, old);
    const tickets = await eraseTickets(transaction, old);
    const requests = await eraseRequests(transaction, old);
    const count = async (statement: Statement) => (await transaction.rows(statement)).length;
    const people = await count(sql`
      delete from person where city = ${city} and updated_at < ${ago(rules.personUnusedDays)}
        and not exists (select 1 from applicant where applicant.city = ${city} and applicant.live
          and applicant.document_blind = person.document_blind)
      returning 1`);
    const technical = ago(rules.technicalDays);
    const signIns = await count(sql`
      delete from sign_in where city = ${city} and (ended_at < ${technical} or expires_at < ${technical}) returning 1`);
    const codes = await count(sql`
      delete from one_time_code where city = ${city} and expires_at < ${technical} returning 1`);
    const writes = await count(sql`
      delete from remembered_write where city = ${city} and forget_at <= ${now} returning 1`);
    const messages = await count(sql`
      delete from notification where city = ${city} and created_at < ${ago(rules.visitDataDays)}
        and (sent_at is not null or dead_at is not null) returning 1`);
    const missedBefore = ago(rules.missedWithinDays + rules.pauseDays);
    const missed = await count(sql`
      delete from missed_visit where city = ${city} and at < ${missedBefore} returning 1`);
    const waiting = await count(sql`
      delete from rebook_wait where city = ${city} and until < ${technical} returning 1`);
    const tries = await count(sql`
      delete from attempt where city = ${city} and starts_at < ${technical} returning 1`);
    const documentTries = await count(sql`
      delete from document_try where city = ${city} and tried_at < ${technical} returning 1`);
    const reports = await count(sql`
      delete from kiosk_report where city = ${city} and at < ${technical} returning 1`);
    const appeals = await count(sql`
      update appeal set reason_sealed = '' where city = ${city} and decided_at < ${ago(rules.visitDataDays)}
        and reason_sealed <> '' returning 1`);
    const erased = {
      missed,
      waiting,
      tries,
      documentTries,
      reports,
      appeals,
      visits,
      waits,
      tickets,
      requests,
      messages,
      people,
      signIns,
      codes,
      writes,
    };
    const total = Object.values(erased).reduce((sum, part) => sum + part, 0);
    if (total > 0) {
      await audit(transaction, {
        city,
        at: now,
        actor: 'system',
        action: 'timers.eraseOldData',
        subject: `city:${city}`,
        after: erased,
        requestId: newId(),
      });
    }
    return total;
  });
};

import { randomBytes } from 'node:crypto';
import type { Database } from '../../cloudfunctions/_database/database';
import { sql } from '../../cloudfunctions/_database/sql';
import { city, openService } from '../support/service';
import { withoutFairness } from '../support/withoutFairness';
import { DATE, HallDay, type HallResult } from './hallDay';
import { halls, type Scenario } from './parameters';
import { seeded } from './random';
import type { DayAudit } from './report';
import { visitorsOf } from './visitors';

/** Plays one day at all fifteen halls at once through the real API. Each hall has its own clock, all one database. */
export async function playDay(
  database: Database,
  scenario: Scenario,
): Promise<{ results: HallResult[]; day: DayAudit }> {
  await withoutFairness(database);
  const keys = { sealing: [{ id: 's1', key: randomBytes(32) }], blind: randomBytes(32) };
  const open = () => openService(database, '2026-11-23T12:30:00+08:00', { keys });
  await open();
  const results = await Promise.all(
    halls.map(async ({ hall, share, windows }, index) => {
      const random = seeded(scenario.seed * 1_000 + index);
      const service = await open();
      const citizen = await service.citizen(`crowd-${hall}`);
      const clerks = await Promise.all(
        Array.from({ length: windows[scenario.windows] }, (_, number) =>
          service.staff(`${hall}:clerk:w${number}`),
        ),
      );
      const slots = await slotsOf(database, hall);
      const visitors = visitorsOf(random, scenario, share, slots.length > 0);
      const day = new HallDay(service, hall, { citizen, clerks });
      await day.book(visitors, slots);
      return day.run();
    }),
  );
  return { results, day: await auditDay(database) };
}

async function slotsOf(database: Database, hall: string): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(sql`
    select hall || '.' || lane || '.' || date || '.'
      || to_char(start_minute / 60, 'FM00') || to_char(start_minute % 60, 'FM00') as id
    from slot where city = ${city} and hall = ${hall} and lane = 'appointment' and date = ${DATE}
    order by start_minute`);
  return rows.map(({ id }) => id);
}

async function auditDay(database: Database): Promise<DayAudit> {
  const [counts] = await database.rows<Omit<DayAudit, 'halls'>>(sql`
    with calls as (
      select subject, count(*) as calls from audit_entry
      where city = ${city} and action = 'desk.callNext' group by subject
    )
    select count(*)::integer as tickets,
      count(*) filter (where status = 'served')::integer as served,
      count(*) filter (where status = 'left')::integer as left,
      count(*) filter (where status = 'missed')::integer as missed,
      count(*) filter (where status in ('waiting', 'called', 'serving', 'expired'))::integer as lost,
      count(*) filter (where calls.calls > misses + 1)::integer as "calledTwice",
      (count(*) - count(distinct (hall, date, number)))::integer as "numbersTwice",
      (select count(distinct (ticket_id, position))::integer from ticket_person join ticket served
        on served.city = ${city} and served.id = ticket_id and served.status = 'served'
        where ticket_person.city = ${city}) as "peopleServed",
      (select count(*)::integer from ticket_person where city = ${city} and accepted) as "documentsAccepted"
    from ticket left join calls on calls.subject = 'ticket:' || ticket.id where city = ${city}`);
  if (counts === undefined) throw new Error('Counting gave no row.');
  const perHall = await database.rows<DayAudit['halls'][number]>(sql`
    select hall, max(passed_over)::integer as "passedOverMost",
      (select value::integer from booking_rule where booking_rule.city = ${city} and name = 'passedOverMax'
        and booking_rule.hall in ('', ticket.hall) order by booking_rule.hall desc limit 1) as bound
    from ticket where city = ${city} group by hall`);
  return { ...counts, halls: perHall };
}

import type { z } from 'zod';
import { type guide, guideTable } from '../../contract/guide';
import { serviceFacts } from '../../contract/windows';
import { nextOpenDay } from '../../domain/availability/nextOpenDay';
import { toHallTime } from '../../domain/calendar/hallTime';
import type { LocalDate } from '../../domain/calendar/localDate';
import { promisedDate, timeLimitOf } from '../../domain/calendar/promisedDate';
import type { Calendar } from '../../domain/calendar/workingDays';
import { nextQuestion, validAnswers } from '../../domain/guide/guideQuestions';
import type { GuideAnswers } from '../../domain/guide/guideTable';
import { type Lead, leadsTo } from '../../domain/guide/leadsTo';
import { knownFrom, materialsOf } from '../../domain/guide/materials';
import { accept } from '../../domain/outcome';
import type { Residence } from '../../domain/person/residence';
import type { Service } from '../../domain/service';
import { calendarOf } from '../_database/calendar';
import { cityDocument } from '../_database/cityDocuments';
import type { Queryable } from '../_database/database';
import { rulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { deny } from '../_runtime/answer';
import type { CallContext, Handler } from '../_runtime/serve';
import { laneOutlooks, walkInPeriods } from './queries/laneOutlook';

type Table = z.output<typeof guideTable>;
type Lanes = z.input<typeof guide.answer.output>['lanes'];

/** What the answers lead to. Refuses answers that leave a question open, naming it. */
export const answer: Handler<typeof guide.answer> = async ({ database }, input, context) => {
  const table = guideTable.parse(await cityDocument(database, context.city, 'guide'));
  const answers = validAnswers(table.questions, input.answers);
  const open = nextQuestion(table.questions, answers);
  if (open !== undefined) return deny('INVALID_INPUT', { field: `answers.${open.id}`, reason: 'unanswered' });
  const lead = leadsTo(table, answers);
  if (lead === undefined) throw new Error('The guide has no way for these answers.');

  const { way, service, notes } = lead;
  const facts = service === undefined ? undefined : await readServiceFacts(database, service);
  return accept({
    way: {
      id: way.id,
      kind: way.kind,
      title: way.title,
      text: way.text,
      ...(way.address === undefined ? {} : { address: way.address }),
    },
    ...(service === undefined ? {} : { service }),
    fees: facts?.fees ?? [],
    materials: materialsOf(facts?.materials ?? [], [knownFrom(answers)]).map(
      ({ material: { item, when }, sure }) => ({ item, ...(sure || when === undefined ? {} : { when }) }),
    ),
    ...(facts === undefined ? {} : { inPerson: facts.inPerson }),
    lanes: service === undefined ? [] : await readLanes(database, { lead, answers, service, context }),
    notes: notes.map(({ text }) => text),
    reminders: table.reminders.map(({ text }) => text),
  });
};

interface Asking {
  readonly lead: Lead<unknown, Table['lanes'][number], unknown>;
  readonly answers: GuideAnswers;
  readonly service: Service;
  readonly context: Pick<CallContext, 'city' | 'now'>;
}

/** The lanes that are open to these answers, each with the date that it promises as things stand now. */
async function readLanes(database: Queryable, { lead, answers, service, context }: Asking): Promise<Lanes> {
  const { city, now } = context;
  const [calendar, rules, periods] = await Promise.all([
    calendarOf(database),
    rulesOf(database, city),
    walkInPeriods(database, city, service),
  ]);
  const outlooks = await laneOutlooks(database, {
    city,
    service,
    lanes: lead.lanes.map(({ row }) => row.lane),
    today: toHallTime(now).date,
    now,
    bookableFrom: new Date(now.getTime() + rules.bookUntilMinutesBefore * 60_000),
  });
  const residence: Residence = answers.residence === 'outside' ? 'out-of-province' : 'in-province';
  return lead.lanes.map(({ row: { id, lane, action, name, text }, beforeWay }) => {
    const outlook = outlooks.find((each) => each.lane === lane);
    const timeLimit = timeLimitOf({ service, residence, lane });
    const acceptedOn =
      lane === 'walk-in' ? nextOpenDay(calendar, periods, toHallTime(now)) : (outlook?.first_day ?? null);
    return {
      id,
      lane,
      action,
      beforeWay,
      name,
      text,
      timeLimit,
      ...(acceptedOn === null ? {} : { promise: toPromise(calendar, acceptedOn, timeLimit) }),
      ...(acceptedOn === null && outlook?.opens_at ? { opensAt: outlook.opens_at.toISOString() } : {}),
    };
  });
}

function toPromise(calendar: Calendar, acceptedOn: LocalDate, timeLimit: ReturnType<typeof timeLimitOf>) {
  return { acceptedOn, ...promisedDate(calendar, acceptedOn, timeLimit) };
}

async function readServiceFacts(
  database: Queryable,
  service: Service,
): Promise<z.output<typeof serviceFacts>> {
  const [row] = await database.rows<{ facts: unknown }>(
    sql`select facts from service_facts where service = ${service}`,
  );
  if (row === undefined) throw new Error(`There are no facts of the service ${service}.`);
  return serviceFacts.parse(row.facts);
}

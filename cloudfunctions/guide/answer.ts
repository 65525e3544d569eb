import type { z } from 'zod';
import { type guide, guideTable } from '../../contract/guide';
import { serviceFacts } from '../../contract/windows';
import { nextOpenDay } from '../../domain/availability/nextOpenDay';
import { toHallTime } from '../../domain/calendar/hallTime';
import type { LocalDate } from '../../domain/calendar/localDate';
import { promisedDate, timeLimitOf } from '../../domain/calendar/promisedDate';
import type { Calendar } from '../../domain/calendar/workingDays';
import { nextQuestion, validAnswers } from '../../domain/guide/guideQuestions';
import { type GuideAnswers, rowsFor } from '../../domain/guide/guideTable';
import { isNeeded } from '../../domain/guide/materialOccasion';
import { accept } from '../../domain/outcome';
import type { Residence } from '../../domain/person/residence';
import { type Service, services } from '../../domain/service';
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
  const [way] = rowsFor(table.ways, answers);
  if (way === undefined) throw new Error('The guide has no way for these answers.');

  const service = way.service ?? services.find((code) => code === answers.document) ?? 'passport';
  const facts = await readServiceFacts(database, service);
  const bookable = way.kind === 'hall' || way.kind === 'kiosk';
  return accept({
    way: {
      id: way.id,
      kind: way.kind,
      title: way.title,
      text: way.text,
      ...(way.address === undefined ? {} : { address: way.address }),
    },
    service,
    fees: facts.fees,
    materials: facts.materials
      .filter(({ occasion }) => isNeeded(occasion, answers))
      .map(({ item, occasion }) => ({ item, ...(occasion === undefined ? {} : { occasion }) })),
    inPerson: facts.inPerson,
    lanes: bookable ? await readLanes(database, { table, answers, service, context }) : [],
    notes: rowsFor(table.notes, answers).map(({ text }) => text),
    reminders: table.reminders.map(({ text }) => text),
  });
};

interface Asking {
  readonly table: Table;
  readonly answers: GuideAnswers;
  readonly service: Service;
  readonly context: Pick<CallContext, 'city' | 'now'>;
}

/** The lanes that are open to these answers, each with the date that it promises as things stand now. */
async function readLanes(database: Queryable, { table, answers, service, context }: Asking): Promise<Lanes> {
  const { city, now } = context;
  const rows = rowsFor(table.lanes, answers);
  const [calendar, rules, periods] = await Promise.all([
    calendarOf(database),
    rulesOf(database, city),
    walkInPeriods(database, city, service),
  ]);
  const outlooks = await laneOutlooks(database, {
    city,
    service,
    lanes: rows.map(({ lane }) => lane),
    today: toHallTime(now).date,
    now,
    bookableFrom: new Date(now.getTime() + rules.bookUntilMinutesBefore * 60_000),
  });
  const residence: Residence = answers.residence === 'outside' ? 'out-of-province' : 'in-province';
  return rows.map(({ id, lane, action, name, text }) => {
    const outlook = outlooks.find((each) => each.lane === lane);
    const timeLimit = timeLimitOf({ service, residence, lane });
    const acceptedOn =
      lane === 'walk-in' ? nextOpenDay(calendar, periods, toHallTime(now)) : (outlook?.first_day ?? null);
    return {
      id,
      lane,
      action,
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

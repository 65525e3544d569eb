import { hangzhou } from '../../data/hangzhou/city';
import { everyPath } from '../../domain/guide/guideQuestions';
import type { GuideAnswers } from '../../domain/guide/guideTable';
import { leadsTo } from '../../domain/guide/leadsTo';
import { knownFrom, materialsOf } from '../../domain/guide/materials';
import type { GuideAnswer } from '../../src/stores/GuideStore';

const { guide, services } = hangzhou;

/** The facts of the services, as every phone knows them. */
export const servicesOfCity = services.services;

/** What the service answers, without the promised days. */
export function answerTo(path: GuideAnswers): GuideAnswer {
  const lead = leadsTo(guide, path);
  if (lead === undefined) throw new Error('no way');
  const facts = services.services.find(({ service }) => service === lead.service);
  return {
    way: lead.way,
    ...(lead.service === undefined ? {} : { service: lead.service }),
    ...(facts === undefined ? {} : { inPerson: facts.inPerson }),
    fees: facts?.fees ?? [],
    materials: materialsOf(facts?.materials ?? [], [knownFrom(path)]).map(({ material, sure }) => ({
      item: material.item,
      ...(sure || material.when === undefined ? {} : { when: material.when }),
    })),
    lanes: lead.lanes.map(({ row, beforeWay }) => ({
      ...row,
      beforeWay,
      timeLimit: { days: 7, unit: 'working-days' },
    })),
    notes: lead.notes.map(({ text }) => text),
    reminders: guide.reminders.map(({ text }) => text),
  };
}

/** Every answer that Hangzhou's guide can give, once. */
export function everyAnswer(): GuideAnswer[] {
  const answers = everyPath(guide.questions).map(answerTo);
  return [...new Map(answers.map((answer) => [JSON.stringify(answer), answer])).values()];
}

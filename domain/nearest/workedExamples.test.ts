import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hangzhou } from '../../data/hangzhou/city';
import { type Difference, explainFirst } from './explainFirst';
import type { RankingRules } from './rankingRules';
import { beats, burdenMinutes, rankOptions } from './rankOptions';
import type { Certainty, OptionKind, VisitOption } from './visitOption';

const rules = Object.fromEntries(
  hangzhou.ranking.rules.map(({ name, value }) => [name, value]),
) as unknown as RankingRules;

const page = readFileSync(path.join(__dirname, '../../docs/nearest.md'), 'utf8');
const examples = page
  .slice(page.indexOf('## Worked examples'))
  .split('\n### ')
  .slice(1)
  .map((text) => ({
    name: text.slice(0, text.indexOf('\n')),
    rows: text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, -1),
      ),
    first: /First: (\S+)\. (.+)\./.exec(text)!,
  }));

const toOption = ([name, kind, way, days, wait, certainty]: string[]): VisitOption => ({
  id: `${kind}.${name}`,
  kind: kind as OptionKind,
  ...(kind === 'online-renewal' ? {} : { place: name! }),
  date: '2026-11-24',
  travelMinutes: Number(way),
  daysUntilServed: Number(days),
  waitMinutes: wait === '?' ? undefined : Number(wait),
  certainty: certainty as Certainty,
  remarks: [],
});

const nameOf = ({ id }: VisitOption) => id.slice(id.indexOf('.') + 1);

it('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(6));

describe.each(examples)('the worked example "$name"', ({ rows, first }) => {
  const options = rows.map(toOption);
  const ranked = rankOptions(options, rules);

  it('adds up', () => {
    for (const [index, row] of rows.entries()) {
      expect([row[0], burdenMinutes(options[index]!, rules)]).toEqual([row[0], Number(row[6])]);
    }
  });

  it('ranks as the page says, and what is left out is beaten by the option that it names', () => {
    for (const [index, row] of rows.entries()) {
      const option = options[index]!;
      const [mark, by] = row[7]!.split(' ');
      if (mark === '–') {
        expect(ranked).not.toContain(option);
        expect(options.some((other) => nameOf(other) === by && beats(other, option))).toBe(true);
      } else {
        expect([row[0], ranked.indexOf(option) + 1]).toEqual([row[0], Number(mark)]);
      }
    }
  });

  it('is explained as the page says', () => {
    const explanation = explainFirst(ranked);
    expect(nameOf(ranked[0]!)).toBe(first[1]);
    expect(
      explanation === null
        ? 'There is nothing to compare it with'
        : `Against ${explanation.against} it pays ${say(explanation.pays)} and gains ${say(explanation.gains)}`,
    ).toBe(first[2]);
  });
});

it('weighs by the numbers of the page', () => {
  for (const text of [
    `× ${rules.detourFactor} (detour)`,
    `${rules.metresPerMinute} m a minute`,
    `${rules.doorToDoorMinutes} minutes from door to door`,
    `${rules.appointmentWaitMinutes} with an appointment`,
    `÷ devices × ${rules.kioskMinutesPerPerson}`,
    `${rules.dayInMinutes} × days`,
    `an unknown wait counts ${rules.unknownWaitMinutes}, an unknown way ${rules.unknownTravelMinutes}`,
    `${rules.likelyInMinutes} when likely, ${rules.unsureInMinutes} when unsure`,
    `each of the ${rules.placesPerKind} nearest halls`,
    `until ${rules.lastEntryMinutes} minutes before closing`,
  ]) {
    expect(page).toContain(text);
  }
});

function say(differences: readonly Difference[]): string {
  return differences.map(sayOne).join(', ');
}

function sayOne(difference: Difference): string {
  if (difference.count === 'certainty') return 'certainty';
  if (difference.count === 'days') return `days ${difference.days}`;
  if (difference.count === 'visit') return 'visit';
  if (difference.count === 'way') return difference.metres === undefined ? 'way' : `way ${difference.metres}`;
  return `${difference.count} ${difference.minutes ?? '?'}`;
}

import { hangzhou } from '../../data/hangzhou/city';
import { timeLimitOf } from '../calendar/promisedDate';
import { services } from '../service';
import { askedQuestions, everyPath, nextQuestion, questionsLeft, validAnswers } from './guideQuestions';
import { type GuideAnswers, rowsFor } from './guideTable';
import { isNeeded } from './materialOccasion';

const { questions, ways, lanes, notes } = hangzhou.guide;
const paths = everyPath(questions);

/** The fewest answers of a full path that contain the given ones. */
const pathWith = (answers: GuideAnswers): GuideAnswers => {
  const found = paths.find((path) => Object.entries(answers).every(([id, answer]) => path[id] === answer));
  if (found === undefined) throw new Error('No way through the questions has these answers.');
  return found;
};

const wayOf = (answers: GuideAnswers) => rowsFor(ways, pathWith(answers))[0];
const laneIdsOf = (answers: GuideAnswers) => rowsFor(lanes, pathWith(answers)).map(({ id }) => id);

describe("Hangzhou's decision table", () => {
  it('gives exactly one way for every combination of answers', () => {
    expect(paths.length).toBeGreaterThan(1_000);

    const wrong = paths.filter((path) => rowsFor(ways, path).length !== 1);

    expect(wrong).toEqual([]);
  });

  it('uses every row and every answer, so that nothing in it is dead', () => {
    for (const row of [...ways, ...lanes, ...notes])
      expect([row.id, paths.some((path) => rowsFor([row], path).length === 1)]).toEqual([row.id, true]);
    for (const { id, answers } of questions)
      for (const answer of answers)
        expect([id, answer.id, paths.some((path) => path[id] === answer.id)]).toEqual([id, answer.id, true]);
  });

  it('names only questions and answers that exist', () => {
    const known = new Map(questions.map(({ id, answers }) => [id, answers.map((answer) => answer.id)]));

    for (const { id, when } of [...questions, ...ways, ...lanes, ...notes])
      for (const [question, allowed] of (when ?? []).flatMap((condition) => Object.entries(condition)))
        expect([id, question, known.get(question)]).toEqual([id, question, expect.arrayContaining(allowed)]);
  });

  it('opens at least one lane to whoever has to come, each lane in one way only', () => {
    for (const path of paths) {
      const open = rowsFor(lanes, path).map(({ lane }) => lane);
      expect(open).toContain('appointment');
      expect(new Set(open).size).toBe(open.length);
    }
  });

  it('leads to a service that exists, whatever the document', () => {
    const documents = questions[0]?.answers.map(({ id }) => id);

    expect(documents).toEqual(services);
  });
});

describe('the way', () => {
  const renewal = {
    document: 'passport',
    purpose: 'renew',
    age: 'adult',
    residence: 'hangzhou',
    standing: 'none',
  };

  it.each<[string, GuideAnswers, string]>([
    ['a Hangzhou adult who renews', { ...renewal, earlier: 'yes' }, 'online'],
    ['the same who lost the document', { ...renewal, purpose: 'replace', earlier: 'yes' }, 'online'],
    ['the same without fingerprints', { ...renewal, earlier: 'no' }, 'hall'],
    ['someone from another province', { ...renewal, residence: 'outside' }, 'hall'],
    ['a child', { ...renewal, age: 'child' }, 'hall'],
    ['registered state personnel', { ...renewal, standing: 'registered' }, 'hall'],
    ['a soldier', { ...renewal, standing: 'military' }, 'elsewhere'],
    ['a first passport', { ...renewal, purpose: 'first' }, 'hall'],
    [
      'a group endorsement, from anywhere',
      {
        document: 'hkm-endorsement',
        endorsement: 'group',
        card: 'yes',
        age: 'adult',
        residence: 'outside',
        standing: 'none',
      },
      'kiosk',
    ],
    [
      'an individual endorsement for a Hangzhou resident',
      {
        document: 'hkm-endorsement',
        endorsement: 'individual',
        card: 'yes',
        age: 'adult',
        residence: 'hangzhou',
        standing: 'none',
      },
      'kiosk',
    ],
    [
      'an individual endorsement for anyone else',
      {
        document: 'hkm-endorsement',
        endorsement: 'individual',
        card: 'yes',
        age: 'adult',
        residence: 'outside',
        standing: 'none',
      },
      'hall',
    ],
    [
      'an endorsement for registered state personnel',
      { document: 'hkm-endorsement', endorsement: 'group', card: 'yes', standing: 'registered' },
      'hall',
    ],
    ['travel to Taiwan', { document: 'tw-endorsement', taiwan: 'travel', standing: 'none' }, 'ask'],
  ])('of %s', (_who, answers, kind) => {
    expect(wayOf(answers)?.kind).toBe(kind);
  });

  it('asks for the permit with the endorsement where there is no card', () => {
    const way = wayOf({ document: 'hkm-endorsement', card: 'no', standing: 'none' });

    expect(way).toMatchObject({ kind: 'hall', service: 'hkm-permit' });
  });
});

describe('the lanes', () => {
  it('are the urgent one with a reason, the enterprise one for a company, the green channel from 60', () => {
    expect(laneIdsOf({ reason: 'urgent', age: 'adult', standing: 'none', document: 'passport' })).toEqual([
      'urgent',
      'appointment',
      'walk-in',
    ]);
    expect(laneIdsOf({ reason: 'company', age: 'adult', standing: 'none', document: 'passport' })[0]).toBe(
      'enterprise',
    );
    expect(laneIdsOf({ travel: 'later', age: 'elder', standing: 'none', document: 'passport' })).toEqual([
      'green',
      'appointment',
    ]);
    expect(laneIdsOf({ travel: 'later', age: 'adult', standing: 'student', document: 'passport' })).toContain(
      'student',
    );
  });

  it('never offer a faster lane to a service that it does not shorten', () => {
    expect(laneIdsOf({ document: 'exit-entry-permit', reason: 'urgent' })).not.toContain('urgent');
    expect(timeLimitOf({ service: 'exit-entry-permit', residence: 'in-province', lane: 'urgent' }).days).toBe(
      15,
    );
  });
});

describe('asking', () => {
  it('asks only what matters after what was said', () => {
    expect(nextQuestion(questions, {})?.id).toBe('document');
    expect(nextQuestion(questions, { document: 'passport' })?.id).toBe('purpose');
    expect(nextQuestion(questions, { document: 'hkm-endorsement' })?.id).toBe('endorsement');
    expect(nextQuestion(questions, { document: 'exit-entry-permit' })?.id).toBe('age');
  });

  it('never promises fewer questions than come, counts down with every answer, and ends at none', () => {
    for (const path of paths) {
      let answers: GuideAnswers = {};
      for (const [step, question] of askedQuestions(questions, path).entries()) {
        const left = questionsLeft(questions, answers);
        expect(left).toBeGreaterThanOrEqual(askedQuestions(questions, path).length - step);
        answers = { ...answers, [question.id]: path[question.id] ?? '' };
        expect(questionsLeft(questions, answers)).toBeLessThan(left);
      }
      expect(questionsLeft(questions, answers)).toBe(0);
    }
  });

  it('forgets what an earlier answer made pointless, and what it does not know', () => {
    const changed = {
      document: 'exit-entry-permit',
      purpose: 'renew',
      age: 'ancient',
      residence: 'hangzhou',
    };

    expect(validAnswers(questions, changed)).toEqual({
      document: 'exit-entry-permit',
      residence: 'hangzhou',
    });
    expect(askedQuestions(questions, changed).map(({ id }) => id)).not.toContain('purpose');
  });
});

describe('papers', () => {
  it('are those of the occasion', () => {
    expect(isNeeded('minor', { age: 'child' })).toBe(true);
    expect(isNeeded('minor', { age: 'adult' })).toBe(false);
    expect(isNeeded('renewal', { purpose: 'renew' })).toBe(true);
    expect(isNeeded('replacement', {})).toBe(false);
    expect(isNeeded(undefined, {})).toBe(true);
  });
});

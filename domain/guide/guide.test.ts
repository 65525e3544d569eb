import { hangzhou } from '../../data/hangzhou/city';
import { timeLimitOf } from '../calendar/promisedDate';
import { askedQuestions, everyPath, nextQuestion, questionsLeft, validAnswers } from './guideQuestions';
import { answersOf, type GuideAnswers, rowsFor } from './guideTable';

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

  it('opens each lane in one way only', () => {
    const twice = paths.filter((path) => {
      const open = rowsFor(lanes, path).map(({ lane }) => lane);
      return new Set(open).size !== open.length;
    });
    expect(twice).toEqual([]);
  });
});

describe('the way', () => {
  const renewal = {
    to: 'abroad',
    old: 'ending',
    residence: 'hangzhou',
    standing: 'none',
    age: 'adult',
  };
  const online = { ...renewal, valid: 'yes', fingerprints: 'yes' };
  const card = { to: 'hkm', old: 'valid', standing: 'none', age: 'adult' };

  it.each<[string, GuideAnswers, string]>([
    ['a Hangzhou adult who renews', online, 'online'],
    ['the same who lost the document', { ...online, old: 'lost' }, 'online'],
    ['the same whose document is damaged', { ...online, old: 'damaged' }, 'online'],
    ['the same whose pages are full', { ...online, old: 'full' }, 'online'],
    ['the same without fingerprints', { ...online, fingerprints: 'no' }, 'hall'],
    ['the same with an expired document', { ...renewal, valid: 'no' }, 'hall'],
    [
      'more than six months left, with proof',
      { ...renewal, old: 'early', proof: 'yes', fingerprints: 'yes' },
      'online',
    ],
    ['more than six months left, without proof', { ...renewal, old: 'early', proof: 'no' }, 'hall'],
    ['a changed name', { ...renewal, old: 'changed' }, 'hall'],
    ['a household of another pilot city', { ...online, residence: 'outside', pilot: 'yes' }, 'online'],
    ['one of Ningbo', { ...online, residence: 'zhejiang', pilot: 'yes' }, 'online'],
    ['one of a city that is not listed', { ...renewal, residence: 'outside', pilot: 'no' }, 'hall'],
    ['a child', { ...renewal, age: 'child' }, 'hall'],
    ['registered state personnel', { ...renewal, standing: 'registered' }, 'hall'],
    ['a teacher who does not know', { ...renewal, standing: 'unsure' }, 'hall'],
    ['a soldier stationed in Hangzhou', { ...renewal, standing: 'military', stationed: 'hangzhou' }, 'hall'],
    ['a soldier stationed elsewhere', { standing: 'military', stationed: 'elsewhere' }, 'elsewhere'],
    ['someone settled abroad who renews', { to: 'abroad', old: 'ending', residence: 'overseas' }, 'hall'],
    [
      'someone settled abroad with a first passport',
      { to: 'abroad', old: 'none', residence: 'overseas' },
      'ask',
    ],
    ['a resident of Hong Kong, Macao or Taiwan', { to: 'abroad', residence: 'hkmt' }, 'ask'],
    ['a foreigner', { to: 'foreigner' }, 'elsewhere'],
    ['a conflict of nationality', { why: 'conflict' }, 'hall'],
    ['border trade', { why: 'other' }, 'ask'],
    ['a first passport', { ...renewal, old: 'none' }, 'hall'],
    ['a group endorsement, from anywhere', { ...card, endorsement: 'group', residence: 'outside' }, 'kiosk'],
    ['business, many visits', { ...card, endorsement: 'business-multi', residence: 'outside' }, 'kiosk'],
    ['business, one visit', { ...card, endorsement: 'business-single', residence: 'hangzhou' }, 'hall'],
    [
      'an individual endorsement of Hangzhou',
      { ...card, endorsement: 'individual', residence: 'hangzhou' },
      'kiosk',
    ],
    [
      'an individual endorsement from elsewhere',
      { ...card, endorsement: 'individual', residence: 'outside' },
      'hall',
    ],
    ['an endorsement for state personnel', { ...card, endorsement: 'group', standing: 'registered' }, 'hall'],
    [
      'a permit that ends before the endorsement',
      { ...card, old: 'ending', endorsement: 'group', residence: 'hangzhou', valid: 'no' },
      'hall',
    ],
    ['travel to Taiwan', { to: 'tw', old: 'valid', taiwan: 'travel', standing: 'none' }, 'ask'],
    ['a family visit to Taiwan', { to: 'tw', old: 'valid', taiwan: 'family', standing: 'none' }, 'hall'],
  ])('of %s', (_who, answers, kind) => {
    expect(wayOf(answers)?.kind).toBe(kind);
  });
});

describe('the lanes', () => {
  it('are the urgent one with a reason, the enterprise one for a company, the green channel from 60', () => {
    expect(laneIdsOf({ reason: 'urgent', age: 'adult', standing: 'none', to: 'abroad' })).toEqual([
      'urgent',
      'appointment',
      'walk-in',
    ]);
    expect(laneIdsOf({ reason: 'company', age: 'adult', standing: 'none', to: 'abroad' })[0]).toBe(
      'enterprise',
    );
    expect(laneIdsOf({ travel: 'later', age: 'elder', standing: 'none', to: 'abroad' })).toEqual([
      'green',
      'appointment',
    ]);
    expect(laneIdsOf({ travel: 'later', age: 'adult', standing: 'student', to: 'abroad' })).toContain(
      'student',
    );
  });

  it('never offer a faster lane to a service that it does not shorten', () => {
    expect(questions.find(({ id }) => id === 'travel')?.when).not.toContainEqual(
      expect.objectContaining({ to: expect.arrayContaining(['special']) }),
    );
    expect(laneIdsOf({ why: 'conflict', age: 'adult' })).not.toContain('urgent');
    expect(timeLimitOf({ service: 'exit-entry-permit', residence: 'in-province', lane: 'urgent' }).days).toBe(
      15,
    );
  });
});

describe('asking', () => {
  it('asks only what matters after what was said', () => {
    expect(nextQuestion(questions, {})?.id).toBe('to');
    expect(nextQuestion(questions, { to: 'abroad' })?.id).toBe('old');
    expect(nextQuestion(questions, { to: 'hkm', old: 'valid' })?.id).toBe('endorsement');
    expect(nextQuestion(questions, { to: 'special', why: 'conflict' })?.id).toBe('age');
    expect(nextQuestion(questions, { to: 'foreigner' })).toBeUndefined();
  });

  it('asks one thing at a time, and offers only answers that fit', () => {
    const old = questions.find(({ id }) => id === 'old');
    const offered = (to: string) => answersOf(old ?? { id: '', answers: [] }, { to }).map(({ id }) => id);

    expect(offered('abroad')).not.toContain('valid');
    expect(offered('hkm')).not.toContain('full');
    for (const { text } of questions) expect(text.zh).not.toMatch(/，而且|，并且/);
  });

  it('never promises fewer questions than come, counts down with every answer, and ends at none', () => {
    /** The most questions that come after these answers. */
    const walk = (answers: GuideAnswers): number => {
      const left = questionsLeft(questions, answers);
      const question = nextQuestion(questions, answers);
      const after = (question === undefined ? [] : answersOf(question, answers)).map(({ id }) => {
        const next = { ...answers, [question?.id ?? '']: id };
        if (questionsLeft(questions, next) >= left)
          throw new Error(`Not fewer after ${JSON.stringify(next)}.`);
        return 1 + walk(next);
      });
      const come = Math.max(0, ...after);
      if (come > left || (come === 0) !== (left === 0)) throw new Error(`${left} for ${come} to come.`);
      return come;
    };

    expect(walk({})).toBe(Math.max(...paths.map((path) => Object.keys(path).length)));
  });

  it('forgets what an earlier answer made pointless, and what it does not know', () => {
    const changed = { to: 'special', old: 'ending', why: 'conflict', age: 'ancient', residence: 'hangzhou' };

    expect(validAnswers(questions, changed)).toEqual({ to: 'special', why: 'conflict' });
    expect(validAnswers(questions, { to: 'abroad', old: 'valid' })).toEqual({ to: 'abroad' });
    expect(askedQuestions(questions, changed).map(({ id }) => id)).not.toContain('old');
  });
});

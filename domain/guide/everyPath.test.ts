import { hangzhou } from '../../data/hangzhou/city';
import { askedQuestions, everyPath } from './guideQuestions';
import type { GuideAnswers, GuideCondition } from './guideTable';
import { leadsTo } from './leadsTo';
import { knownFrom, materialsOf } from './materials';

const { guide, services } = hangzhou;
const paths = everyPath(guide.questions);

/** Facts that no question asks: what depends on them is shown with its condition. */
const UNASKED = ['relative', 'onRecord'];

const leadOf = (path: GuideAnswers) => {
  const lead = leadsTo(guide, path);
  if (lead === undefined) throw new Error(`No way for ${JSON.stringify(path)}.`);
  return lead;
};

const shownOn = (path: GuideAnswers) => {
  const facts = services.services.find(({ service }) => service === leadOf(path).service);
  const materials = facts?.materials ?? [];
  return { materials, shown: materialsOf(materials, [knownFrom(path)]) };
};

/** What the answers say of a condition, told apart from the code under test. */
function saidOf(condition: GuideCondition, path: GuideAnswers): 'met' | 'not met' | 'open' {
  const said = Object.entries(condition).map(([question, allowed]) =>
    path[question] === undefined ? 'open' : allowed.includes(path[question]) ? 'met' : 'not met',
  );
  if (said.includes('not met')) return 'not met';
  return said.includes('open') ? 'open' : 'met';
}

type Material = (typeof services.services)[number]['materials'][number];

/** How a paper must stand on the screen after these answers. */
function mustStand({ condition, when }: Material, path: GuideAnswers): string {
  if (condition === undefined) return when === undefined ? 'plain' : 'with its condition';
  const states = condition.map((each) => saidOf(each, path));
  if (states.includes('met')) return 'plain';
  return states.includes('open') ? 'with its condition' : 'left out';
}

function stands(material: Material, shown: readonly { material: Material; sure: boolean }[]): string {
  const found = shown.find((each) => each.material === material);
  if (found === undefined) return 'left out';
  if (found.sure) return 'plain';
  return material.when === undefined ? 'without words' : 'with its condition';
}

const describePath = (path: GuideAnswers) =>
  askedQuestions(guide.questions, path)
    .map(({ id }) => `${id}=${path[id]}`)
    .join(' ');

it('walks thousands of paths', () => {
  expect(paths.length).toBeGreaterThan(5_000);
});

it('asks at most twelve questions, and six for a first passport', () => {
  expect(Math.max(...paths.map((path) => Object.keys(path).length))).toBeLessThanOrEqual(12);
  const first = paths.find(
    ({ to, old, residence, standing, age, travel }) =>
      to === 'abroad' &&
      old === 'none' &&
      residence === 'hangzhou' &&
      standing === 'none' &&
      age === 'adult' &&
      travel === 'later',
  );
  expect(Object.keys(first ?? {})).toHaveLength(6);
});

it('loses no condition of a paper: it is met, or it is shown beside the paper', () => {
  const wrong = new Set<string>();
  for (const path of paths) {
    const { materials, shown } = shownOn(path);
    for (const material of materials) {
      const [actual, expected] = [stands(material, shown), mustStand(material, path)];
      if (actual !== expected) wrong.add(`${material.item.en} ${actual}: ${describePath(path)}`);
    }
  }
  expect([...wrong].slice(0, 5)).toEqual([]);
});

it('reads no condition that is not a question of the guide', () => {
  const known = new Map(guide.questions.map(({ id, answers }) => [id, answers.map((answer) => answer.id)]));
  for (const { materials } of services.services)
    for (const { item, condition } of materials)
      for (const [question, allowed] of (condition ?? []).flatMap((each) => Object.entries(each))) {
        if (UNASKED.includes(question)) continue;
        expect([item.en, question, known.get(question)]).toEqual([
          item.en,
          question,
          expect.arrayContaining(allowed),
        ]);
      }
});

it('ends every path with a way in both languages, and says where to go', () => {
  const wrong = new Set<string>();
  for (const path of paths) {
    const { way, lanes } = leadOf(path);
    const words = [way.title.zh, way.title.en, way.text.zh, way.text.en];
    if (words.some((each) => each.length < 5)) wrong.add(`no words: ${describePath(path)}`);
    // Whoever is told to call has a number; everyone else a hall, with seats and without.
    const called = way.kind === 'ask' || way.kind === 'elsewhere';
    if (!called && !['appointment', 'walk-in'].every((name) => lanes.some(({ row }) => row.lane === name)))
      wrong.add(`no hall: ${describePath(path)}`);
  }
  expect([...wrong].slice(0, 5)).toEqual([]);
});

it('sends nobody with an urgent or a company reason, and nobody of 60, online first', () => {
  const first: readonly [string, string, string][] = [
    ['reason', 'urgent', 'urgent'],
    ['reason', 'company', 'enterprise'],
    ['age', 'elder', 'green'],
  ];
  const wrong = new Set<string>();
  let beforeOnline = 0;
  for (const path of paths) {
    const { way, lanes } = leadOf(path);
    for (const [question, answer, lane] of first) {
      if (path[question] !== answer) continue;
      const found = lanes.find(({ row }) => row.id === lane);
      if (found?.beforeWay !== (way.kind === 'online')) wrong.add(`${lane}: ${describePath(path)}`);
      beforeOnline += Number(found?.beforeWay);
    }
  }
  expect([...wrong].slice(0, 5)).toEqual([]);
  expect(beforeOnline).toBeGreaterThan(100);
});

it('leads the green channel to the hall, never to a booking', () => {
  expect(guide.lanes.find(({ id }) => id === 'green')).toMatchObject({ lane: 'walk-in', action: 'walk-in' });
});

it('marks approval in advance as ours, and always says that proof can be brought to the hall today', () => {
  for (const { id, text, source } of guide.lanes.filter(({ action }) => action.startsWith('request-'))) {
    expect([id, text.zh]).toEqual([id, expect.stringMatching(/今天.*本平台/)]);
    expect([id, text.en]).toEqual([id, expect.stringMatching(/today.*ours/)]);
    expect(source).toContain('assumption');
  }
});

it('asks whoever is unsure, or not of a listed city, to ask', () => {
  for (const path of paths) {
    const { notes } = leadOf(path);
    if (path.standing === 'unsure') {
      expect(notes.some(({ text }) => text.zh.includes('先问单位'))).toBe(true);
      const consent = shownOn(path).shown.find(({ material }) => material.item.zh.includes('同意办理的函'));
      expect(consent).toMatchObject({
        sure: false,
        material: { when: { zh: expect.stringContaining('先问单位') } },
      });
    }
    if (path.pilot === 'no') expect(notes.some(({ text }) => text.zh.includes('12367'))).toBe(true);
  }
});

it('says the day from which a measure holds', () => {
  const words = [
    ...guide.questions.flatMap(({ answers }) => answers.map(({ hint }) => hint?.zh ?? '')),
    ...guide.ways.map(({ text }) => text.zh),
    ...guide.lanes.map(({ text }) => text.zh),
    ...guide.notes.map(({ text }) => text.zh),
  ];
  for (const measure of [
    '人才|六类人才',
    '每次可停留14天',
    '全国任一窗口',
    '琴澳|横琴',
    '1年多次',
    '外围区县',
  ])
    for (const sentence of words.filter((each) => new RegExp(measure).test(each)))
      expect(sentence).toMatch(/20\d\d年/);
});

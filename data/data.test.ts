import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bookingRuleNames } from '../domain/booking/bookingRules';
import { rankingRuleNames } from '../domain/nearest/rankingRules';
import { queueRuleNames } from '../domain/queue/queueRules';
import { requestKinds } from '../domain/requests/requestKind';
import { requestRuleNames } from '../domain/requests/requestRules';
import { services } from '../domain/service';
import { trustRuleNames } from '../domain/trust/trustRules';
import { hangzhou } from './hangzhou/city';
import { coveredYears, officialCoverageUntil, officialDays } from './officialHolidays';

const { halls } = hangzhou.halls;

describe("Hangzhou's halls", () => {
  it('are the fifteen of the notice: eight on two tracks, seven that serve on arrival', () => {
    expect(halls.filter(({ mode }) => mode === 'dual-track').map(({ hall }) => hall)).toEqual([
      'city',
      'shangcheng',
      'xihu',
      'gongshu',
      'binjiang',
      'xiaoshan',
      'yuhang',
      'scenic-area',
    ]);
    expect(halls.filter(({ mode }) => mode === 'serve-on-arrival').map(({ hall }) => hall)).toEqual([
      'qiantang',
      'linping',
      'fuyang',
      'linan',
      'tonglu',
      'jiande',
      'chunan',
    ]);
  });

  it('give an address only where one was verified, and the hotline where no phone is known', () => {
    expect(halls.filter(({ address }) => address.verified).map(({ hall }) => hall)).toEqual(['city']);
    for (const { address, phone } of halls.filter((hall) => !hall.address.verified)) {
      expect(address.zh).toBe('地址以官方公布为准');
      expect(phone.value).toBe('12367');
    }
  });

  it('have appointments only where the notice says so', () => {
    for (const { mode, lanes } of halls) {
      expect(lanes.some(({ lane }) => lane === 'appointment')).toBe(mode === 'dual-track');
      expect(lanes.some(({ lane }) => lane === 'walk-in')).toBe(true);
    }
  });
});

describe('facts', () => {
  it('carry a source or say that they are assumed, in every file', () => {
    const folder = path.join(__dirname, 'hangzhou');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      for (const source of sourcesIn(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))) {
        expect(source).toMatch(/^assumption|https?:\/\/|Civil Code|Geo/);
      }
    }
    expect(existsSync(folder)).toBe(true);
  });

  it('name every service and every rule once', () => {
    expect(hangzhou.services.services.map(({ service }) => service)).toEqual(services);
    const ofTheCity = hangzhou.rules.rules.filter(({ hall }) => hall === undefined);
    expect(ofTheCity.map(({ name }) => name).sort()).toEqual([...bookingRuleNames, ...queueRuleNames].sort());
    expect(hangzhou.trust.rules.map(({ name }) => name).sort()).toEqual([...trustRuleNames].sort());
    expect(hangzhou.requests.rules.map(({ name }) => name).sort()).toEqual([...requestRuleNames].sort());
    expect(hangzhou.ranking.rules.map(({ name }) => name).sort()).toEqual([...rankingRuleNames].sort());
  });

  it('give every reason of a request a proof, and open both lanes of the halls that have them', () => {
    const { reasons } = hangzhou.requests;
    expect(new Set(reasons.map(({ reason }) => reason)).size).toBe(reasons.length);
    for (const { proofs } of reasons) expect(proofs.length).toBeGreaterThan(0);
    for (const kind of requestKinds) {
      expect(reasons.filter((each) => each.kind === kind).length).toBeGreaterThan(1);
      // Where people are served as they come, the lane is a window and not a timetable.
      const booked = halls.filter(
        ({ mode, lanes }) => mode === 'dual-track' && lanes.some(({ lane }) => lane === kind),
      );
      expect(booked.length).toBeGreaterThan(0);
      const sessions = hangzhou.sessions.templates.filter(
        ({ mode, lane }) => mode === 'dual-track' && lane === kind,
      );
      expect(sessions.length).toBeGreaterThan(0);
    }
  });

  it('put a kiosk only into a hall that exists, and count machines only where somebody did, with the day', () => {
    const { kiosks } = hangzhou.kiosks;
    const known = halls.map(({ hall }) => hall);
    for (const { hall } of kiosks) expect(known).toContain(hall);
    expect(kiosks.filter(({ place }) => place.confirmed)).toEqual([]);
    expect(
      kiosks
        .filter(({ devices }) => devices !== null)
        .map(({ hall, devices, devicesAsOf }) => [hall, devices, devicesAsOf]),
    ).toEqual([['qiantang', 1, '2023-02-07']]);
  });

  it('verify no position, as no source gives one', () => {
    expect(halls.filter(({ position }) => position.verified)).toEqual([]);
  });

  it('have the same services on every Saturday as the notice on weekend overtime', () => {
    const { overtime, templates } = hangzhou.sessions;
    const weekends = templates.filter(({ weekdays }) => weekdays.some((weekday) => weekday >= 6));

    expect(weekends.length).toBeGreaterThan(0);
    for (const { services } of weekends) expect(services).toEqual(overtime.services);
  });

  it('charge what the State Council’s price notices say', () => {
    const first = Object.fromEntries(
      hangzhou.services.services.map(({ service, fees }) => [service, fees[0]?.yuan]),
    );

    expect(first).toEqual({
      passport: 120,
      'hkm-permit': 60,
      'hkm-endorsement': 15,
      'tw-permit': 60,
      'tw-endorsement': 15,
      'exit-entry-permit': 15,
    });
  });
});

describe('the names of the official apps', () => {
  it('are 移民局12367 for the mini-program and 移民局 for the app, wherever citizens read them', () => {
    const named = textsIn(hangzhou).flatMap((text) => text.match(/移民局[^，。；]{0,12}/g) ?? []);

    expect(named.length).toBeGreaterThan(1);
    for (const each of named) expect(each).toMatch(/^移民局(12367”小程序|”App)/);
  });
});

describe('the phrases of the product', () => {
  const folder = path.join(__dirname, '../src');
  const names = [
    hangzhou.halls.city.name.zh,
    hangzhou.halls.city.name.en,
    ...halls.flatMap(({ district }) => [district.zh.slice(0, 2), district.en]),
  ];
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    // Comments may give an example; what a person reads is in quotation marks or between tags.
    .map(
      (file) =>
        [
          file,
          readFileSync(path.join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
        ] as const,
    );

  it('name no city and no hall: those are facts, and facts are data', () => {
    const found = texts.flatMap(([file, text]) =>
      names.filter((name) => text.includes(name)).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });
});

describe('official holidays', () => {
  it('reach exactly as far as the library has notices for', () => {
    expect(coveredYears()).toEqual([2024, 2025, 2026]);
    expect(officialCoverageUntil()).toBe('2026-12-31');
  });

  it('hold the six make-up days of 2026 and not one more', () => {
    const makeup = officialDays().filter(
      ({ date, kind }) => date.startsWith('2026') && kind === 'makeup-workday',
    );

    expect(makeup.map(({ date }) => date)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
  });

  it('give 2026 the thirty-three days off of its notice', () => {
    expect(
      officialDays().filter(({ date, kind }) => date.startsWith('2026') && kind === 'holiday'),
    ).toHaveLength(33);
  });
});

function sourcesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(sourcesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    /source$/i.test(name) && typeof inner === 'string' ? [inner] : sourcesIn(inner),
  );
}

/** Every Chinese text in data. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'zh' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

import fc from 'fast-check';
import { positionField } from '../../contract/fields';
import { hangzhou } from '../../data/hangzhou/city';
import { distanceMetres, type Position } from './distance';
import { wgs84ToGcj02 } from './gcj02';
import { byNearness, isNearer, isTooFar, nearnessGroups, type Reach, reachOf, toldMetres } from './nearness';
import { PlaceIndex } from './placeIndex';

const rough = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 }));

const position = fc.record({
  longitude: fc.double({ min: 100, max: 122, noNaN: true }),
  latitude: fc.double({ min: 20, max: 42, noNaN: true }),
});

const anywhere = fc.record({
  longitude: fc.oneof(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.constantFrom(-180, 180, -179.99, 179.99, 0, -0),
  ),
  latitude: fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.constantFrom(-90, 90, 89.96, 0, -0)),
});

describe('the index of places', () => {
  const find = (
    all: { longitude: number; latitude: number; errorMetres: number }[],
    from: Position,
    count: number,
  ) => {
    const places = all.map((at, number) => ({ code: `p${String(number).padStart(3, '0')}`, position: at }));
    const measured = places
      .map((place) => ({ place, metres: distanceMetres(from, place.position) }))
      .sort((a, b) => a.metres - b.metres || a.place.code.localeCompare(b.place.code));
    const most = (each: (typeof measured)[number]) => each.metres + each.place.position.errorMetres;
    // Fewer than `count` others are nearer for certain.
    const expected = measured.filter(
      (each) =>
        measured.filter((other) => most(other) < each.metres - each.place.position.errorMetres).length <
        count,
    );
    return { places, expected: expected.map(({ place }) => place.code) };
  };
  const roughly = (at: fc.Arbitrary<Position>) =>
    fc.tuple(at, rough).map(([place, errorMetres]) => ({ ...place, errorMetres }));
  const codes = (found: { place: { code: string } }[]) => found.map(({ place }) => place.code);

  it.each([
    ['China', position],
    ['the whole earth, over the antimeridian and the poles', anywhere],
  ])('finds in %s exactly what a look at all of them would', (_where, at) => {
    fc.assert(
      fc.property(
        fc.array(roughly(at), { maxLength: 120 }),
        at,
        fc.integer({ min: 1, max: 20 }),
        (all, from, count) => {
          const { places, expected } = find(all, from, count);
          const found = new PlaceIndex(places).nearest({ ...from, errorMetres: 0 }, count);
          expect(codes(found)).toEqual(expected);
        },
      ),
    );
  });

  it('finds them in a dense city without the rings giving up, whatever stands east of the antimeridian', () => {
    const near = (longitude: number) =>
      fc.record({
        longitude: fc
          .double({ min: longitude - 1, max: longitude + 1, noNaN: true })
          .map((each) => (each > 180 ? each - 360 : each)),
        latitude: fc.double({ min: 29, max: 31, noNaN: true }),
      });
    fc.assert(
      fc.property(
        fc
          .constantFrom(120, 180)
          .chain((longitude) =>
            fc.tuple(fc.array(near(longitude), { minLength: 100, maxLength: 200 }), near(longitude)),
          ),
        ([all, from]) => {
          const { places, expected } = find(
            all.map((at) => ({ ...at, errorMetres: 0 })),
            from,
            5,
          );
          expect(codes(new PlaceIndex(places).nearest({ ...from, errorMetres: 0 }, 5))).toEqual(expected);
        },
      ),
    );
  });
});

describe('what is nearer', () => {
  const reach = fc.record({
    metres: fc.integer({ min: 0, max: 40_000 }),
    errorMetres: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 })),
  });
  const items = fc.array(fc.option(reach, { nil: undefined }), { maxLength: 16 });

  const grouped = (reaches: readonly (Reach | undefined)[]) => {
    const all = reaches.map((at, order) => ({ at, order }));
    const groups = nearnessGroups(all, ({ at }) => at);
    return {
      all,
      groups,
      groupOf: (one: object) => groups.findIndex((group) => group.some((each) => each === one)),
    };
  };
  const nearer = (a: Reach | undefined, b: Reach | undefined) =>
    a !== undefined && b !== undefined && isNearer(a, b);
  const pairsOf = <Item>(list: readonly Item[]) => list.flatMap((a) => list.map((b) => [a, b] as const));

  it('stands first when it is nearer for certain', () => {
    fc.assert(
      fc.property(items, (reaches) => {
        const { all, groups, groupOf } = grouped(reaches);
        expect(groups.flat().sort((a, b) => a.order - b.order)).toEqual(all);
        const ranked = pairsOf(all).filter(([a, b]) => nearer(a.at, b.at));
        for (const [a, b] of ranked) expect(groupOf(a)).toBeLessThan(groupOf(b));
      }),
    );
  });

  it('keeps the order of what nobody can tell apart', () => {
    fc.assert(
      fc.property(items, (reaches) => {
        for (const group of grouped(reaches).groups) {
          const orders = group.map(({ order }) => order);
          expect(orders).toEqual([...orders].sort((a, b) => a - b));
          expect(pairsOf(group).filter(([a, b]) => nearer(a.at, b.at))).toEqual([]);
        }
      }),
    );
  });

  it('is never decided by a difference smaller than the errors: moving a hall inside its error changes nothing', () => {
    fc.assert(
      fc.property(
        reach,
        reach,
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (a, b, moveA, moveB) => {
          if (!isNearer(a, b)) return;
          const trueA = a.metres + moveA * a.errorMetres;
          const trueB = b.metres + moveB * b.errorMetres;
          expect(trueA).toBeLessThan(trueB);
        },
      ),
    );
  });

  it('is the hall of the district that somebody chose, before any other', () => {
    const at = { longitude: 120.15, latitude: 30.27, errorMetres: 3_000 };
    const near = { longitude: 120.16, latitude: 30.27, errorMetres: 3_000 };
    const reaches = new Map([
      ['gongshu', reachOf({ ...at, district: 'xihu' }, 'gongshu', near)],
      ['xihu', reachOf({ ...at, district: 'xihu' }, 'xihu', at)],
    ]);
    expect(byNearness([...reaches.keys()], (hall) => reaches.get(hall))[0]).toBe('xihu');
    expect(toldMetres(reaches.get('xihu'), { toldErrorShare: 0.25 })).toBeUndefined();
  });
});

describe('a distance as it is told', () => {
  it.each([
    ['exact', 4_712.4, 0, 4_712],
    ['in steps of its error', 31_234, 3_000, 31_000],
    ['at the largest error that is told', 12_000, 3_000, 12_000],
    ['not at all beyond it', 11_999, 3_000, undefined],
  ])('%s', (_how, metres, errorMetres, told) => {
    expect(toldMetres({ metres, errorMetres }, { toldErrorShare: 0.25 })).toBe(told);
  });
});

describe('a place anywhere on earth', () => {
  const halls = hangzhou.halls.halls.map(({ position: { precisionMetres, ...at } }) => ({
    ...at,
    errorMetres: precisionMetres,
  }));

  it('is a position for the service, and near Hangzhou or too far to rank', () => {
    fc.assert(
      fc.property(anywhere, (at) => {
        expect(positionField.safeParse(at).success).toBe(true);
        const nearest = Math.min(...halls.map((hall) => distanceMetres(at, hall) - hall.errorMetres));
        expect(isTooFar(at, halls, { rankWithinMetres: 200_000 })).toBe(nearest > 200_000);
      }),
    );
  });

  it('stays a position on a Chinese map', () => {
    fc.assert(
      fc.property(anywhere, (at) => {
        expect(positionField.safeParse(wgs84ToGcj02(at)).success).toBe(true);
        const abroad = at.longitude < 70 || at.longitude > 140 || at.latitude < 0 || at.latitude > 56;
        if (abroad) expect(wgs84ToGcj02(at)).toEqual(at);
      }),
    );
  });
});

describe('a satellite position on a Chinese map', () => {
  it.each([
    ['Tiananmen', { longitude: 116.39128, latitude: 39.90734 }, { longitude: 116.39752, latitude: 39.90874 }],
    ['Hangzhou', { longitude: 120.1551, latitude: 30.2741 }, { longitude: 120.15972, latitude: 30.27166 }],
  ])('%s', (_name, wgs84, gcj02) => {
    expect(distanceMetres(wgs84ToGcj02(wgs84), gcj02)).toBeLessThan(15);
  });

  it('moves by some hundred metres, never by kilometres', () => {
    fc.assert(
      fc.property(position, (at) => {
        const moved = distanceMetres(at, wgs84ToGcj02(at));
        expect(moved).toBeGreaterThan(50);
        expect(moved).toBeLessThan(900);
      }),
    );
  });
});

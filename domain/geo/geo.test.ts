import fc from 'fast-check';
import { distanceMetres } from './distance';
import { wgs84ToGcj02 } from './gcj02';
import { PlaceIndex } from './placeIndex';

const position = fc.record({
  longitude: fc.double({ min: 100, max: 122, noNaN: true }),
  latitude: fc.double({ min: 20, max: 42, noNaN: true }),
});

describe('the index of places', () => {
  it('finds exactly the nearest, as a look at all of them would', () => {
    const positions = fc.array(position, { maxLength: 120 });
    fc.assert(
      fc.property(positions, position, fc.integer({ min: 1, max: 20 }), (all, from, count) => {
        const places = all.map((at, number) => ({
          code: `p${String(number).padStart(3, '0')}`,
          position: at,
        }));
        const expected = places
          .map(({ code, position: at }) => ({ code, metres: distanceMetres(from, at) }))
          .sort((a, b) => a.metres - b.metres || a.code.localeCompare(b.code))
          .slice(0, count);

        const found = new PlaceIndex(places).nearest(from, count);

        expect(found.map(({ place }) => place.code)).toEqual(expected.map(({ code }) => code));
      }),
    );
  });

  it('finds them in a dense city without the rings giving up', () => {
    const near = fc.record({
      longitude: fc.double({ min: 119, max: 121, noNaN: true }),
      latitude: fc.double({ min: 29, max: 31, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(near, { minLength: 100, maxLength: 200 }), near, (all, from) => {
        const places = all.map((at, number) => ({ code: `p${number}`, position: at }));
        const metres = places.map((place) => distanceMetres(from, place.position)).sort((a, b) => a - b);

        const found = new PlaceIndex(places).nearest(from, 5);

        expect(found.map((each) => each.metres)).toEqual(metres.slice(0, 5));
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

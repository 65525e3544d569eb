import { drawnPlaces, paperScale, scaleBar } from './drawing';
import type { MapPin } from './types';

const paper = { width: 360, height: 400 };
const whole = { zoom: 1, dx: 0, dy: 0 };

const pin = (id: string, longitude: number, latitude: number): MapPin => ({
  id,
  longitude,
  latitude,
  roughMetres: 3_000,
  name: id,
  kind: 'dual-track',
  label: id,
});
const west = pin('west', 120.0, 30.2);
const east = pin('east', 120.3, 30.3);
const here = { longitude: 120.15, latitude: 30.4 };

describe('the drawn map', () => {
  it('keeps everything in focus on the paper, north up and east right', () => {
    const { pins, here: person } = drawnPlaces(
      { pins: [west, east], focus: [west, east], here },
      paper,
      whole,
    );
    const [first, second] = pins;

    for (const { x, y } of [first!, second!, person!]) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(paper.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(paper.height);
    }
    expect(first!.x).toBeLessThan(second!.x);
    expect(person!.y).toBeLessThan(second!.y);
  });

  it('draws what is not in focus too, further out', () => {
    const far = pin('far', 119.0, 29.6);

    const { pins } = drawnPlaces(
      { pins: [west, east, far], focus: [west, east], here: undefined },
      paper,
      whole,
    );

    expect(pins[2]!.x).toBeLessThan(0);
  });

  it('zooms around the middle and follows the finger', () => {
    const seen = { pins: [west, east], focus: [west, east], here: undefined };
    const [before] = drawnPlaces(seen, paper, whole).pins;
    const [after] = drawnPlaces(seen, paper, { zoom: 2, dx: 10, dy: 0 }).pins;

    expect(after!.x - 10 - paper.width / 2).toBeCloseTo(2 * (before!.x - paper.width / 2));
  });

  it('puts the upper of two crowded names above its pin', () => {
    const north = pin('north', 120.1, 30.3);
    const south = pin('south', 120.1, 30.29);
    const { pins } = drawnPlaces(
      { pins: [north, south], focus: [west, east], here: undefined },
      paper,
      whole,
    );

    expect(pins.map(({ nameAbove }) => nameAbove)).toEqual([true, false]);
  });

  it('has a scale of a round length', () => {
    const scale = paperScale({ focus: [west, east], here: undefined }, paper);
    const bar = scaleBar(scale);

    expect(bar.text).toBe('10 km');
    expect(bar.pixels).toBe(Math.round(10_000 * scale));
    expect(
      drawnPlaces({ pins: [west], focus: [west, east], here: undefined }, paper, whole).pins[0]?.rough,
    ).toBe(3_000 * scale);
    expect(scaleBar(1).text).toBe('500 m');
  });

  it('shows a single place without dividing by nothing', () => {
    const { pins } = drawnPlaces({ pins: [west], focus: [west], here: undefined }, paper, whole);

    expect(pins[0]).toMatchObject({ x: paper.width / 2, y: paper.height / 2 });
  });
});
